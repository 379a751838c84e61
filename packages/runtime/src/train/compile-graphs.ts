/** Compiles what the training loop runs: the step, and the evaluation graph that validates it. */
import { compileForward, compileTrainStep, GraphBuilder } from "@fuseline/autograd";
import type { Device } from "@fuseline/schema";
import { declareFeeds, type SourceShape, shapeOf } from "../graph/declare-feeds.ts";
import { channelBlock } from "../session/channel-block.ts";
import { currentDevice } from "../session/devices.ts";
import { openSession } from "../session/open-session.ts";
import { sessionIssue } from "../session/session-error.ts";
import { tellsPoolPlaces } from "../session/training-runtime.ts";
import { BatchFeeds } from "./batch-feeds.ts";
import { memoryBudget, outOfMemory } from "./memory-budget.ts";
import type { ResolvedSettings } from "./settings.ts";
import { ROW_WEIGHT, StepSession } from "./step-session.ts";
import type { TrainJob } from "./train-job.ts";
import type { EvaluationGraph } from "./validate.ts";

export interface TrainGraphs {
  readonly step: StepSession;
  readonly evaluation: EvaluationGraph;
  /** Numbers the model learns. */
  readonly parameters: number;
  /** Gives back the memory of both. */
  close(): Promise<void>;
}

export function shapesOf(job: Pick<TrainJob, "sources" | "rows">): { readonly [name: string]: SourceShape } {
  return Object.fromEntries(
    Object.entries(job.sources).map(([name, source]) => [name, shapeOf(source, job.rows.train)]),
  );
}

/**
 * @param mustFit refuse a step that plans to take more memory than there is, even with parts of it computed twice
 * @throws UserError `out-of-memory`, `device-failed`: the runtime lays out its memory when a session is opened
 */
export async function compileGraphs(
  job: TrainJob,
  settings: ResolvedSettings,
  mustFit = false,
): Promise<TrainGraphs> {
  try {
    const [step, evaluation] = await Promise.all([
      compileStep(job, settings, mustFit),
      compileEvaluation(job, settings),
    ]);
    const close = async (): Promise<void> => {
      await step.step.close();
      await evaluation.session.release();
    };
    return { ...step, evaluation, close };
  } catch (error) {
    throw sessionIssue(error, settings.batch);
  }
}

async function compileStep(
  job: TrainJob,
  settings: ResolvedSettings,
  mustFit: boolean,
): Promise<Omit<TrainGraphs, "evaluation" | "close">> {
  const wanted = deviceOf(settings);
  const g = new GraphBuilder({
    training: true,
    channelBlock: await channelBlock(wanted),
    poolPlaces: tellsPoolPlaces(wanted ?? (await currentDevice())),
  });
  const { feeds, bindings } = declareFeeds(g, shapesOf(job), {
    batch: settings.batch,
    supervised: true,
    tuning: { mode: "learn" },
  });
  const built = job.build(g, feeds, g.input(ROW_WEIGHT, "float32", [settings.batch]));
  if (built.loss === undefined) throw new Error("a training graph needs a loss");
  const memory = memoryBudget();
  const step = compileTrainStep({
    builder: g,
    memory,
    loss: built.loss,
    optimiser: {
      kind: settings.optimiser,
      weightDecay: settings.weightDecay,
      decayAll: settings.decayOf === "all",
    },
    clip: settings.clip,
    accumulate: settings.accumulate > 1,
    halfPrecision: settings.precision === "mixed",
    ...(settings.average > 0 ? { average: settings.average } : {}),
  });
  if (mustFit && step.memory.peak > memory) throw outOfMemory(settings.batch);
  const parameters = step.parameters.filter(({ trainable }) => trainable);
  return {
    step: await StepSession.open({
      step,
      seed: job.seed,
      batch: settings.batch,
      device: deviceOf(settings),
      feeds(inputNames) {
        const used = bindings.filter(({ input }) => inputNames.includes(input));
        return new BatchFeeds(job.sources, used, settings.batch);
      },
    }),
    parameters: parameters.reduce(
      (sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 1),
      0,
    ),
  };
}

/** Undefined: the device of the process. */
function deviceOf({ device }: ResolvedSettings): Device | undefined {
  return device === "auto" ? undefined : device;
}

/** Validation rows go through in batches as large as those of training, so memory stays what it was. */
async function compileEvaluation(job: TrainJob, settings: ResolvedSettings): Promise<EvaluationGraph> {
  const g = new GraphBuilder({ training: false });
  const { feeds, bindings } = declareFeeds(g, shapesOf(job), {
    batch: settings.batch,
    supervised: true,
    tuning: { mode: "learn" },
  });
  const ones = g.constant(new Array<number>(settings.batch).fill(1), [settings.batch]);
  const built = job.build(g, feeds, ones);
  const outputs = built.perRow === undefined ? built.outputs : { ...built.outputs, perRow: built.perRow };
  const session = await openSession(compileForward({ builder: g, outputs }), { device: deviceOf(settings) });
  const used = bindings.filter(({ input }) => session.inputNames.includes(input));
  return {
    session,
    feeds: new BatchFeeds(job.sources, used, settings.batch),
    head: built.head,
    outputs: Object.keys(outputs),
  };
}
