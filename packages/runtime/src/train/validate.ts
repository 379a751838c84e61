/** Runs the evaluation graph (dropout off, parameters as inputs) over rows and gathers outputs and mean loss. */
import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { EncodedSource } from "../encode/encoded-source.ts";
import type { HeadDraft } from "../graph/graph-feed.ts";
import { runSession } from "../session/session-error.ts";
import type { BatchFeeds } from "./batch-feeds.ts";
import type { ValidationOutputs } from "./watch.ts";

export interface EvaluationGraph {
  readonly session: InferenceSession;
  readonly feeds: BatchFeeds;
  readonly head: HeadDraft;
  /** Names of the graph outputs; `perRow` [B] is the loss of each row. */
  readonly outputs: readonly string[];
}

export interface Evaluation {
  readonly parameters: { readonly [name: string]: Tensor };
  readonly rows: readonly number[];
  readonly sources: { readonly [name: string]: EncodedSource };
}

export async function evaluateRows(
  graph: EvaluationGraph,
  evaluation: Evaluation,
): Promise<ValidationOutputs> {
  const { rows } = evaluation;
  const gathered = new Map<string, Float32Array[]>(graph.outputs.map((name) => [name, []]));
  let loss = 0;
  for (let start = 0; start < rows.length; start += graph.feeds.batch) {
    const part = rows.slice(start, start + graph.feeds.batch);
    const results = await runSession(
      graph.session,
      { ...evaluation.parameters, ...graph.feeds.fill(part) },
      { batch: graph.feeds.batch },
    );
    for (const name of graph.outputs) {
      const tensor = results[name];
      if (tensor === undefined) throw new Error(`evaluation graph gave no ${name}`);
      const data = tensor.data as Float32Array;
      const size = data.length / graph.feeds.batch;
      if (name === "perRow") for (let row = 0; row < part.length; row++) loss += data[row] ?? 0;
      gathered.get(name)?.push(data.slice(0, size * part.length));
    }
  }
  return {
    outputs: Object.fromEntries([...gathered].map(([name, chunks]) => [name, join(chunks)])),
    rows: rows.length,
    loss: loss / rows.length,
    ...supervision(evaluation),
  };
}

function join(chunks: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

function supervision({
  sources,
  rows,
}: Evaluation): Pick<ValidationOutputs, "classes" | "keys" | "presence"> {
  const all = Object.values(sources);
  const read = (source: EncodedSource | undefined, part: string): number[] | null => {
    const data = source?.arrays[part]?.data;
    return data === undefined ? null : rows.map((row) => Number(data[row] ?? 0));
  };
  const features = all.filter(
    ({ recipe }) => recipe.recipe !== "class-target" && recipe.recipe !== "number-target",
  );
  const presences = features.flatMap((source) =>
    read(source, "presence") === null ? [] : [read(source, "presence") ?? []],
  );
  return {
    classes:
      read(
        all.find(({ recipe }) => recipe.recipe === "class-target"),
        "value",
      ) ?? [],
    keys: read(
      all.find(({ recipe }) => recipe.recipe === "pair-key"),
      "value",
    ),
    presence: rows.map((_, place) => (presences.every((presence) => presence[place] !== 0) ? 1 : 0)),
  };
}
