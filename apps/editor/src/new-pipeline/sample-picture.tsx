/** Small drawings of the samples: faces and food for the emoji, a sign with its words for the two parts. */
import type { SampleName } from "../start/samples-of.ts";

export function SamplePicture({ sample }: { readonly sample: SampleName }) {
  return (
    <svg className="sample-picture" viewBox="0 0 112 32" aria-hidden="true">
      {sample === "emoji" ? <EmojiDrawing /> : <TwoPartsDrawing />}
    </svg>
  );
}

function EmojiDrawing() {
  return (
    <>
      <circle cx="16" cy="16" r="13" fill="#ffcf4a" />
      <circle cx="11.5" cy="13" r="1.8" fill="#5c3a0c" />
      <circle cx="20.5" cy="13" r="1.8" fill="#5c3a0c" />
      <path d="M9.5 18.5c3 5 10 5 13 0z" fill="#fff" stroke="#5c3a0c" strokeWidth="1.4" />
      <path d="M43 5l14 24H43c-3-9-3-16 0-24z" fill="#f2b34c" transform="rotate(-14 50 17)" />
      <circle cx="47" cy="15" r="2.4" fill="#c8402f" />
      <circle cx="51" cy="22" r="2.4" fill="#c8402f" />
      <path d="M70 29h16l-2 0v-3H72v3zM75 26V9a3 3 0 0 1 6 0v17z" fill="#4c9a5b" />
      <path
        d="M75 20h-3.5v-7M81 17h3.5v-6"
        stroke="#4c9a5b"
        strokeWidth="3"
        strokeLinecap="round"
        fill="none"
      />
      <path d="M100 27c-9-6-10-12-6-15 3-2 6 1 6 3 0-2 3-5 6-3 4 3 3 9-6 15z" fill="#d8476c" />
    </>
  );
}

function TwoPartsDrawing() {
  return (
    <>
      <rect x="3" y="4" width="26" height="24" rx="5" fill="var(--m-image-tint)" />
      <circle cx="16" cy="16" r="7" fill="var(--m-image)" />
      <path d="M34 16h10" stroke="var(--m-image)" strokeWidth="2" />
      <rect x="58" y="4" width="50" height="24" rx="5" fill="var(--m-text-tint)" />
      <path d="M65 12h34M65 19h22" stroke="var(--m-text)" strokeWidth="3" strokeLinecap="round" />
      <path d="M44 16h14" stroke="var(--m-text)" strokeWidth="2" />
      <circle cx="45" cy="16" r="3.5" fill="var(--ink)" />
    </>
  );
}
