/** Folds everything in an ONNX file that depends on no input: shape arithmetic, above all. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeModel, encodeModel, type OnnxModel, setWeightsAside } from "@fuseline/autograd/onnx";
import { InferenceSession } from "onnxruntime-node";

/**
 * ONNX Runtime's basic optimisations: constants folded, batch normalisation joined with convolutions, no operators of
 * its own. What may be folded follows from the sizes of the inputs, so these should be fixed.
 */
export async function foldModel(model: OnnxModel): Promise<OnnxModel> {
  const folder = await mkdtemp(join(tmpdir(), "fuseline-fold-"));
  const path = join(folder, "folded.onnx");
  const aside = setWeightsAside(model);
  try {
    const session = await InferenceSession.create(encodeModel(aside.model), {
      executionProviders: ["cpu"],
      graphOptimizationLevel: "basic",
      optimizedModelFilePath: path,
      intraOpNumThreads: 1,
      logSeverityLevel: 4,
    });
    await session.release();
    return aside.restored(decodeModel(await readFile(path)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
