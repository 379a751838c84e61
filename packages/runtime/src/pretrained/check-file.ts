/** Refuses ONNX files that could reach outside themselves or need code that is not ONNX Runtime's own. */
import { decodeModel, type OnnxModel } from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";

/** ONNX itself, and the fused operators that ONNX Runtime brings. */
export const KNOWN_DOMAINS = new Set(["", "ai.onnx", "com.microsoft"]);

/** @throws UserError `model-file-invalid` (weights in other files included), `model-operator-refused` */
export function openOnnxFile(bytes: Uint8Array, { model, file }: { model: string; file: string }): OnnxModel {
  const opened = decode(bytes, { model, file });
  const foreign = opened.graph.nodes.find((node) => !KNOWN_DOMAINS.has(node.domain));
  if (foreign === undefined) return opened;
  const facts = { model, operator: foreign.type, domain: foreign.domain };
  throw new UserError(issue("model-operator-refused", {}, facts));
}

function decode(bytes: Uint8Array, { model, file }: { model: string; file: string }): OnnxModel {
  try {
    return decodeModel(bytes);
  } catch (error) {
    const facts = { model, file, reason: sentenceOf(error) };
    throw new UserError(issue("model-file-invalid", {}, facts), { cause: error });
  }
}

/** What an error says, as the end of a sentence. */
export function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return (words.split("\n")[0] ?? "").trim().replace(/\.$/, "");
}
