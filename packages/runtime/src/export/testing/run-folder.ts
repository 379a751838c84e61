/** Runs an exported folder with ONNX Runtime alone, from prepared inputs to the model's outputs: what any program does. */
import { InferenceSession, Tensor } from "onnxruntime-node";

export interface Prepared {
  readonly dtype: "float32" | "int64" | "uint8";
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

interface Folder {
  readonly sources: readonly {
    readonly encoder: {
      readonly file: string;
      readonly output: string;
      readonly inputs: { readonly [what: string]: string | undefined };
    } | null;
    readonly feeds: { readonly [input: string]: string };
  }[];
  readonly model: {
    readonly file: string;
    readonly inputs: readonly { readonly name: string; readonly dtype: string }[];
  };
}

/** @param prepared by source: `pixels`, `ids`, `mask`, `presence` … */
export async function runFolder(
  manifest: Folder,
  read: (file: string) => Uint8Array,
  prepared: readonly { readonly [what: string]: Prepared }[],
): Promise<{ readonly [output: string]: readonly number[] }> {
  const dtypes = new Map(manifest.model.inputs.map(({ name, dtype }) => [name, dtype]));
  const inputs: { [name: string]: Tensor } = {};
  for (const [place, source] of manifest.sources.entries()) {
    const made = prepared[place] ?? {};
    const encoded = source.encoder === null ? null : await encode(source.encoder, read, made);
    for (const [name, what] of Object.entries(source.feeds)) {
      if (what === "encoded" && encoded !== null) inputs[name] = encoded;
      else inputs[name] = tensorOf(made[what], dtypes.get(name));
    }
  }
  return outputsOf(await run(read(manifest.model.file), inputs));
}

async function encode(
  { file, output, inputs }: NonNullable<Folder["sources"][number]["encoder"]>,
  read: (file: string) => Uint8Array,
  made: { readonly [what: string]: Prepared },
): Promise<Tensor> {
  const fed = Object.entries(inputs).map(([what, name]) => [name ?? what, tensorOf(made[what])] as const);
  const encoded = (await run(read(file), Object.fromEntries(fed)))[output];
  if (encoded === undefined) throw new Error(`${file} gave no ${output}`);
  return encoded as Tensor;
}

async function run(model: Uint8Array, inputs: { readonly [name: string]: Tensor }) {
  const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
  const results = await session.run(inputs);
  await session.release();
  return results;
}

function outputsOf(results: InferenceSession.OnnxValueMapType): { [output: string]: readonly number[] } {
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => [
      name,
      Array.from((tensor as Tensor).data as Float32Array),
    ]),
  );
}

function tensorOf(prepared: Prepared | undefined, wanted?: string): Tensor {
  if (prepared === undefined) throw new Error("an input was not prepared");
  const { dims, data } = prepared;
  const dtype = wanted ?? prepared.dtype;
  if (dtype === "int64") return new Tensor("int64", BigInt64Array.from(data, BigInt), dims);
  return dtype === "uint8"
    ? new Tensor(Uint8Array.from(data), dims)
    : new Tensor(Float32Array.from(data), dims);
}
