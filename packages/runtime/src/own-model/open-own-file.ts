/** Opens a person's own ONNX file: refuses what is no ONNX, foreign operators, branches and loops. */
import { decodeModel, type OnnxModel } from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";
import { KNOWN_DOMAINS, sentenceOf } from "../pretrained/check-file.ts";

/** Such a file may never end, and what its inner graphs hold is not looked through. */
const CONTROL_FLOW = new Set(["If", "Loop", "Scan", "SequenceMap"]);

/** @throws UserError `own-model-invalid`, `own-model-operator` */
export function openOwnFile(bytes: Uint8Array): OnnxModel {
  const model = decode(bytes);
  for (const { type, domain } of model.graph.nodes) {
    const foreign = !KNOWN_DOMAINS.has(domain);
    if (!foreign && !CONTROL_FLOW.has(type)) continue;
    const facts = { operator: type, domain: foreign ? domain : null };
    throw new UserError(issue("own-model-operator", { param: "file" }, facts));
  }
  return model;
}

function decode(bytes: Uint8Array): OnnxModel {
  try {
    return decodeModel(bytes);
  } catch (error) {
    throw ownFileInvalid(error);
  }
}

export function ownFileInvalid(error: unknown): UserError {
  return new UserError(issue("own-model-invalid", { param: "file" }, { reason: sentenceOf(error) }), {
    cause: error,
  });
}
