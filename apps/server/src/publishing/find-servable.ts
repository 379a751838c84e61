/** What a finished run has to publish: its model, or its model with a search index over a dataset. */
import type { Storage } from "@fuseline/data";
import type { DatasetValue, ModelValue, NodeStep, Plan, StepValue } from "@fuseline/schema";
import { Refusal } from "../border/refusal.ts";

export interface SearchSettings {
  readonly data: DatasetValue;
  readonly side: "a" | "b" | "both";
  readonly words: boolean;
  readonly count: number;
  readonly mix: "vectors" | "words" | "both";
}

export interface Servable {
  readonly model: ModelValue;
  /** Null where the canvas draws no index; a model that pairs things gets one with the default settings. */
  readonly search: SearchSettings | null;
}

export const SEARCH_DEFAULTS = { side: "both", words: true, count: 5, mix: "both" } as const;

/** Follows the wires back from the publish node; without one, the only trained model is meant. */
export async function findServable(plan: Plan, storage: Storage, run: string): Promise<Servable> {
  const endpoint = plan.publish.find(({ inputs }) => inputs.serve !== undefined);
  const served = endpoint?.inputs.serve ?? [];
  if (served.length > 1) throw new Refusal("several-to-publish", { facts: { count: served.length } });
  const input = served[0];
  const retriever = plan.publish.find(({ key }) => key === input?.key);
  if (retriever !== undefined) return searchBehind(plan, retriever, { storage, run });
  const key = input?.key ?? onlyTrainer(plan)?.key;
  const model = key === undefined ? null : await outputOf(storage, { key, port: input?.port ?? "model" });
  if (model?.type !== "model") throw new Refusal("nothing-to-publish", { facts: { run } });
  return { model, search: null };
}

async function searchBehind(
  plan: Plan,
  retriever: NodeStep,
  { storage, run }: { storage: Storage; run: string },
): Promise<Servable> {
  const index = plan.publish.find(({ key }) => key === retriever.inputs.index?.[0]?.key);
  const [model, data] = await Promise.all(
    ["model", "data"].map(async (port) => {
      const wired = index?.inputs[port]?.[0];
      return wired === undefined ? null : outputOf(storage, wired);
    }),
  );
  if (model?.type !== "model") throw new Refusal("nothing-to-publish", { facts: { run } });
  const { side, words } = { ...SEARCH_DEFAULTS, ...index?.params } as SearchSettings;
  const { count, mix } = { ...SEARCH_DEFAULTS, ...retriever.params } as SearchSettings;
  return {
    model,
    search: { data: data?.type === "dataset" ? data : model.dataset, side, words, count, mix },
  };
}

function onlyTrainer(plan: Plan): NodeStep | undefined {
  const trainers = plan.steps.filter(
    (step): step is NodeStep => step.step === "node" && step.graph !== undefined,
  );
  if (trainers.length > 1) throw new Refusal("several-to-publish", { facts: { count: trainers.length } });
  return trainers[0];
}

async function outputOf(
  storage: Storage,
  { key, port }: { key: string; port: string },
): Promise<StepValue | null> {
  return (await storage.results.get(key))?.outputs[port] ?? null;
}
