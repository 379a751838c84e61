/** The colours of a tint as CSS variables: `--m` is the ink, `--mt` the pale ground. */
import type { CSSProperties } from "react";
import type { Tint } from "../graph/tint.ts";

export type Variables = CSSProperties & { readonly [name: `--${string}`]: string | number };

const STYLES: { readonly [T in Tint]: Variables } = {
  image: tint("image"),
  text: tint("text"),
  table: tint("table"),
  audio: tint("audio"),
  video: tint("video"),
  document: tint("document"),
  fused: tint("fused"),
};

function tint(name: Tint): Variables {
  return { "--m": `var(--m-${name})`, "--mt": `var(--m-${name}-tint)` };
}

export const tintStyle = (name: Tint): Variables => STYLES[name];
