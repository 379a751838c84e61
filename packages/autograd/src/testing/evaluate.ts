/** Runs values of a graph through ONNX Runtime. For tests only. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { compileForward } from "../forward.ts";
import type { GraphBuilder } from "../ir/builder.ts";
import type { DType, TensorArray } from "../ir/tensor.ts";
import type { Value } from "../ir/value.ts";

export interface Feed {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: TensorArray;
}

export interface Evaluated {
  readonly dims: readonly number[];
  readonly data: TensorArray;
}

export interface EvaluateRequest {
  readonly outputs: { readonly [name: string]: Value };
  readonly feeds?: { readonly [name: string]: Feed };
  readonly values?: ReadonlyMap<string, Float32Array>;
}

export async function evaluate(
  g: GraphBuilder,
  request: EvaluateRequest,
): Promise<{ [name: string]: Evaluated }> {
  const { outputs, values } = request;
  const onnx = compileForward({ builder: g, outputs, ...(values === undefined ? {} : { values }) });
  const session = await InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const feeds = Object.entries(request.feeds ?? {}).flatMap(([name, feed]) =>
    session.inputNames.includes(name)
      ? [[name, new Tensor(feed.dtype, feed.data as Float32Array, feed.dims)] as const]
      : [],
  );
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, tensor]) => [
      name,
      { dims: tensor.dims, data: tensor.data as TensorArray },
    ]),
  );
}
