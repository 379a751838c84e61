/** Reads what the encode steps of a graph left. */
import type { EncodedSource } from "@fuseline/runtime";
import type { DatasetValue, StepGraph } from "@fuseline/schema";
import { sourceName } from "./graph-scope.ts";
import type { StepContext } from "./step.ts";

/** Every source by the name it has in the graph; one that several parts share is read once. */
export async function encodedSources(
  { engine }: Pick<StepContext, "engine">,
  { parts }: StepGraph,
): Promise<{ [name: string]: EncodedSource }> {
  const wanted = parts.flatMap((part) =>
    Object.entries(part.sources).map(([source, key]) => [sourceName(part, source), key] as const),
  );
  const read = new Map<string, Promise<EncodedSource>>();
  const entries = wanted.map(async ([name, key]) => {
    const source = read.get(key) ?? engine.encoded(key);
    read.set(key, source);
    return [name, await source] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The rows that go through a graph. */
export async function graphDataset(
  { storage }: Pick<StepContext, "storage">,
  { dataset: key }: StepGraph,
): Promise<DatasetValue> {
  const result = await storage.results.get(key);
  const dataset = Object.values(result?.outputs ?? {}).find((output) => output.type === "dataset");
  if (dataset === undefined) throw new Error(`step ${key} left no dataset`);
  return dataset;
}
