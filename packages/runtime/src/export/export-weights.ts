/** The numbers a model has learned as one safetensors file, for programs that build the model themselves. */
import { decodeModel, type OnnxTensor } from "@fuseline/autograd/onnx";
import { safetensorsPieces, type WrittenTensor } from "@fuseline/autograd/safetensors";
import type { Storage } from "@fuseline/data";
import type { Manifest } from "../manifest.ts";

export interface ExportedWeights {
  /** Inside the folder. */
  readonly path: string;
  /** The file, piece by piece: the weights lie in memory once. */
  readonly pieces: readonly Uint8Array[];
}

/** How the graph builder calls numbers that were given, not learned: sizes, means of columns, shapes. */
const CONSTANT = /^constant(_\d+)?$/;
const FLOAT32 = 1;

/**
 * Every weight of the serving graph, float32, under the name it has there: `<block>/<layer>/<weight>`, where the block is
 * the first twelve digits of its content key (`baseline` for a baseline), so that the same pipeline on the same data has
 * the same names in every run of one engine. Running means and variances of normalisation are among them. Low-rank
 * adapters are merged already. Encoders that were not trained are left out.
 * @param run goes into the metadata beside the engine, its versions and the hash of the graph
 * @throws Error when the graph is no longer in storage
 */
export async function exportWeights(
  manifest: Manifest,
  storage: Pick<Storage, "readBytes">,
  run: string,
): Promise<ExportedWeights> {
  const { graph, producer } = decodeModel(await storage.readBytes(manifest.graph));
  const learned = graph.initializers.filter(({ name }) => !CONSTANT.test(name));
  const metadata = {
    run,
    engine: producer,
    versions: JSON.stringify(manifest.training.versions),
    graph: manifest.graph,
  };
  return { path: "model.safetensors", pieces: [...safetensorsPieces(learned.map(written), metadata)] };
}

function written({ name, elementType, dims, data }: OnnxTensor): WrittenTensor {
  if (elementType !== FLOAT32 || !(data instanceof Uint8Array))
    throw new Error(`the weight ${name} is not float32`);
  return { name, type: "F32", dims, bytes: data };
}
