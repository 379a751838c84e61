/** Refuses ONNX files that could reach outside themselves or need code that is not ONNX Runtime's own. */
import { issue, UserError } from "@fuseline/schema";
import { type OnnxFile, readOnnxFile } from "./onnx-file.ts";

/** ONNX itself, and the fused operators that ONNX Runtime brings. */
const KNOWN_DOMAINS = new Set(["", "ai.onnx", "com.microsoft"]);

/** @throws UserError `model-file-invalid`, `model-operator-refused`, `model-external-data` */
export function openOnnxFile(bytes: Uint8Array, { model, file }: { model: string; file: string }): OnnxFile {
  const opened = read(bytes, { model, file });
  const foreign = opened.nodes.find((node) => !KNOWN_DOMAINS.has(node.domain));
  if (foreign !== undefined) {
    const facts = { model, operator: foreign.type, domain: foreign.domain };
    throw new UserError(issue("model-operator-refused", {}, facts));
  }
  for (const tensor of opened.initializers.values()) {
    if (tensor.external) throw new UserError(issue("model-external-data", {}, { model, file }));
  }
  return opened;
}

function read(bytes: Uint8Array, { model, file }: { model: string; file: string }): OnnxFile {
  try {
    return readOnnxFile(bytes);
  } catch (error) {
    throw new UserError(issue("model-file-invalid", {}, { model, file, reason: sentenceOf(error) }), {
      cause: error,
    });
  }
}

/** What an error says, as the end of a sentence. */
export function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return (words.split("\n")[0] ?? "").trim().replace(/\.$/, "");
}
