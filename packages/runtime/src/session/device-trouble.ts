/** From what ONNX Runtime and a driver say to what is missing: they give no codes, only texts. */
import type { DeviceTrouble } from "@fuseline/schema";

export interface Diagnosis {
  readonly trouble: DeviceTrouble;
  /** The missing library, or the first sentence of what was said. */
  readonly detail: string;
}

const MISSING_LIBRARY = [
  /(lib[\w.+-]+\.so[.\d]*): cannot open shared object file/,
  /"([\w.+-]+\.dll)" which is missing/,
  /Couldn't load Vulkan: ([\w.+-]+)/,
];
const NO_CARD =
  /no CUDA-capable device|CUDA failure (100|35)|driver version is insufficient|No supported adapters|no adapter|DXGI_ERROR_NOT_FOUND/i;

export function diagnose(words: string): Diagnosis {
  const library = MISSING_LIBRARY.map((pattern) => pattern.exec(words)?.[1]).find(
    (name) => name !== undefined,
  );
  if (library !== undefined) return { trouble: "dependency", detail: library };
  return { trouble: NO_CARD.test(words) ? "card" : "failed", detail: firstSentence(words) };
}

const MOST = 160;

/** Without colours, paths of ONNX Runtime's own sources and line breaks, so that it fits into a sentence of ours. */
export function firstSentence(words: string): string {
  const plain = words
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours.
    .replace(/\u001b\[[\d;]*m/g, "")
    .replace(/\/?\S*onnxruntime\S*\.(cc|h):\d+ (\S+::\S+\([^)]*\)(::<[^>]*>)? )?/g, "")
    .trim();
  const [line = ""] = plain.split("\n");
  const sentence = line.replace(/[.\s]+$/, "");
  return sentence.length <= MOST ? sentence : `${sentence.slice(0, MOST)}…`;
}
