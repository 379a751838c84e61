/** The training loop: shuffled batches, a schedule, validation after every epoch, the best weights kept, exact resume. */
import { Cancelled, Paused } from "@fuseline/schema";
import { average } from "./average.ts";
import {
  type Curves,
  encodeCheckpoint,
  type NamedNumbers,
  type TrainProgress,
  type TrainState,
} from "./checkpoint.ts";
import { CheckpointPace } from "./checkpoint-pace.ts";
import type { TrainGraphs } from "./compile-graphs.ts";
import { LossNotFinite } from "./loss-not-finite.ts";
import { plateauAfter } from "./plateau.ts";
import { rateAt } from "./schedule.ts";
import { type ResolvedSettings, stepsPerEpoch } from "./settings.ts";
import { shuffled } from "./shuffle.ts";
import type { StepRequest } from "./step-session.ts";
import type { TrainJob } from "./train-job.ts";
import { evaluateRows } from "./validate.ts";
import { variationFor } from "./variation.ts";
import { watch } from "./watch.ts";

export interface TrainOutcome {
  readonly parameters: NamedNumbers;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly steps: number;
  readonly seconds: number;
  readonly curves: Curves;
  /** Epoch in which the loss stopped being a number, after which the rate was `LOWER_RATE` of the chosen one. */
  readonly loweredIn: number | null;
  readonly stopped: "finished" | "patience" | "person";
}

/** A rate that blew up is tried once more at a tenth. */
export const LOWER_RATE = 0.1;
/** How many of the best epochs `keep: average` joins. */
const AVERAGED = 3;
/** Points of the loss curve at most; longer trainings report every n-th step. */
const CURVE_POINTS = 1500;

const START: Omit<TrainProgress, "rate" | "precision"> = {
  phase: "fit",
  epoch: 0,
  step: 0,
  bestEpoch: 0,
  bestScore: Number.NEGATIVE_INFINITY,
  bestLoss: Number.POSITIVE_INFINITY,
  epochsWithoutGain: 0,
  seconds: 0,
  stepOffset: 0,
  loweredIn: null,
  dropEpochs: [],
  sinceDrop: 0,
};

export interface TrainStart {
  readonly graphs: TrainGraphs;
  /** Where an earlier training was left; null: from the first weights. */
  readonly resumed: TrainState | null;
  /** Drawn before the first step. */
  readonly curves: Curves;
}

export class Trainer {
  private readonly graphs: TrainGraphs;
  private progress: TrainProgress;
  private best: NamedNumbers[] = [];
  /** Numbers at the start of the epoch under way; null between two epochs. */
  private epochStart: NamedNumbers | null = null;
  private readonly curves = new Map<string, [number, number][]>();
  private stopped: TrainOutcome["stopped"] = "finished";
  private readonly pace = new CheckpointPace();
  private startedAt = 0;

  constructor(
    private readonly job: TrainJob,
    private readonly settings: ResolvedSettings,
    { graphs, resumed, curves }: TrainStart,
  ) {
    this.graphs = graphs;
    this.progress = { ...START, rate: settings.rate, precision: settings.precision };
    for (const [series, points] of Object.entries(curves))
      this.curves.set(
        series,
        points.map(([step, value]) => [step, value]),
      );
    if (resumed !== null) this.resume(resumed);
  }

  async run(): Promise<TrainOutcome> {
    this.startedAt = performance.now() - this.progress.seconds * 1000;
    if (this.progress.phase === "fit") {
      await this.runPhase(this.job.rows.train, this.settings.epochs);
      if (this.settings.refit && this.progress.bestEpoch > 0) await this.beginRefit();
    }
    if (this.progress.phase === "refit") {
      await this.runPhase([...this.job.rows.train, ...this.job.rows.validation], this.progress.bestEpoch);
    }
    return {
      parameters: await this.kept(),
      epochs: this.progress.epoch,
      bestEpoch: this.progress.bestEpoch,
      steps: this.progress.stepOffset + this.progress.step,
      seconds: this.seconds(),
      curves: Object.fromEntries(this.curves),
      loweredIn: this.progress.loweredIn,
      stopped: this.stopped,
    };
  }

  private resume(state: TrainState): void {
    this.graphs.step.load(state.current);
    this.progress = state.progress;
    this.best = [...state.best];
    this.epochStart = state.epochStart;
    for (const [series, points] of Object.entries(state.curves))
      for (const [step, value] of points) this.pointAt(series, step, value);
  }

  private async runPhase(rows: readonly number[], epochs: number): Promise<void> {
    while (this.progress.epoch < epochs) {
      const more = await this.epochOrAgainSlower(rows);
      if (this.pace.due(this.settings.checkpointEvery)) await this.writeCheckpoint();
      if (!more) return;
    }
  }

  /** When the loss stops being a number, goes back to the start of the epoch and on at a lower rate, once. */
  private async epochOrAgainSlower(rows: readonly number[]): Promise<boolean> {
    const { progress } = this;
    this.epochStart ??= await this.graphs.step.everything();
    const numbers = this.epochStart;
    try {
      return await this.wholeEpoch(rows);
    } catch (error) {
      if (!(error instanceof LossNotFinite) || progress.loweredIn !== null) throw error;
      this.graphs.step.load(numbers);
      const step = progress.epoch * stepsPerEpoch(this.settings, rows.length);
      this.progress = { ...progress, step, loweredIn: error.epoch };
      return this.wholeEpoch(rows);
    } finally {
      this.epochStart = null;
    }
  }

  /** Says whether to go on. */
  private async wholeEpoch(rows: readonly number[]): Promise<boolean> {
    const finished = await this.runEpoch(rows);
    if (this.progress.phase === "refit") return finished;
    // Of an epoch that was cut short there is something to keep only if nothing better is there.
    if (!finished && this.best.length > 0) return false;
    return (await this.judgeEpoch()) && finished;
  }

  /** False when the person stopped it; that may take one batch, not one epoch. */
  private async runEpoch(rows: readonly number[]): Promise<boolean> {
    const { job, settings, graphs } = this;
    const epoch = this.progress.epoch;
    const order = shuffled(rows, `${job.seed}/order/${this.progress.phase}/${epoch}`);
    const variation = variationFor(job.sources, `${job.seed}/vary/${this.progress.phase}/${epoch}`);
    const perEpoch = stepsPerEpoch(settings, rows.length);
    const steps = perEpoch * settings.epochs;
    const factor = this.progress.loweredIn === null ? 1 : LOWER_RATE;
    const drops = this.progress.dropEpochs.filter((dropped) => dropped <= epoch).length;
    const rowsPerStep = settings.batch * settings.accumulate;
    const request = (step: number): StepRequest => ({
      rows: order.slice((step - epoch * perEpoch) * rowsPerStep, (step + 1 - epoch * perEpoch) * rowsPerStep),
      weights: job.weights,
      variation,
      rate: rateAt(settings, { step, steps, drops }) * factor,
      stream: `${job.seed}/${this.progress.phase}`,
      step,
    });
    const end = (epoch + 1) * perEpoch;
    while (this.progress.step < end) {
      await this.leaveWhenAsked();
      const { step } = this.progress;
      const count = Math.min(graphs.step.stepsPerRun, end - step);
      const losses = await graphs.step.run(
        Array.from({ length: count }, (_, place) => request(step + place)),
      );
      for (const loss of losses) {
        if (!Number.isFinite(loss)) throw new LossNotFinite(epoch + 1);
        this.progress = { ...this.progress, step: this.progress.step + 1 };
        this.reportLoss(loss, steps);
      }
      this.reportProgress(perEpoch);
      if (this.personStops()) break;
    }
    this.progress = { ...this.progress, epoch: epoch + 1 };
    return this.stopped !== "person";
  }

  private reportLoss(loss: number, steps: number): void {
    if (this.progress.phase === "refit") return;
    const stride = Math.ceil(steps / CURVE_POINTS);
    if (this.progress.step % stride === 0 || this.progress.step === 1) this.point("loss", loss);
  }

  /** In epochs; the time left is told from the first step on. */
  private reportProgress(perEpoch: number): void {
    const { epochs, refit } = this.settings;
    const { step, phase, bestEpoch } = this.progress;
    const before = phase === "refit" ? epochs : 0;
    const total = phase === "refit" ? epochs + bestEpoch : epochs * (refit ? 2 : 1);
    const done = before + step / perEpoch;
    this.job.hooks.progress(Math.floor(done), total, (this.seconds() / done) * (total - done));
  }

  /** Validates, keeps the best weights, and says whether to go on. */
  private async judgeEpoch(): Promise<boolean> {
    const { job, settings, graphs } = this;
    const { epoch } = this.progress;
    if (job.rows.validation.length === 0) {
      this.progress = { ...this.progress, bestEpoch: epoch };
      this.best = [await graphs.step.parameters()];
      return true;
    }
    const parameters = await graphs.step.parameterTensors();
    const validation = await evaluateRows(graphs.evaluation, {
      parameters,
      rows: job.rows.validation,
      sources: job.sources,
    });
    if (!Number.isFinite(validation.loss)) throw new LossNotFinite(epoch);
    const watched = watch(graphs.evaluation.head, validation);
    this.point("validation.loss", validation.loss);
    if (watched.series !== "validation.loss") this.point(watched.series, watched.value);
    const { bestScore, bestLoss } = this.progress;
    const better = watched.score > bestScore || (watched.score === bestScore && validation.loss < bestLoss);
    if (better) {
      this.best = [await graphs.step.parameters(), ...this.best].slice(
        0,
        settings.keep === "average" ? AVERAGED : 1,
      );
      this.progress = {
        ...this.progress,
        bestEpoch: epoch,
        bestScore: watched.score,
        bestLoss: validation.loss,
        epochsWithoutGain: 0,
      };
    } else {
      this.progress = { ...this.progress, epochsWithoutGain: this.progress.epochsWithoutGain + 1 };
    }
    this.progress = { ...this.progress, ...plateauAfter(settings, { ...this.progress, better }) };
    if (settings.patience > 0 && this.progress.epochsWithoutGain >= settings.patience) {
      this.stopped = "patience";
      return false;
    }
    return true;
  }

  /** @throws Cancelled when the signal aborted; where that is a pause, everything is kept first */
  private async leaveWhenAsked(): Promise<void> {
    const { signal } = this.job.hooks;
    if (!signal.aborted) return;
    if (signal.reason instanceof Paused) await this.writeCheckpoint();
    throw new Cancelled();
  }

  private personStops(): boolean {
    if (!this.job.hooks.stopRequested()) return false;
    this.stopped = "person";
    return true;
  }

  /** The same number of epochs again from the first weights, now with the validation rows too. */
  private async beginRefit(): Promise<void> {
    if (this.stopped === "person") return;
    this.graphs.step.reset();
    this.progress = {
      ...this.progress,
      phase: "refit",
      epoch: 0,
      step: 0,
      stepOffset: this.progress.step,
    };
    await this.writeCheckpoint();
  }

  private async kept(): Promise<NamedNumbers> {
    const { keep } = this.settings;
    const refitted = this.progress.phase === "refit" && this.stopped !== "person";
    if (refitted || keep === "last" || this.best.length === 0) return this.graphs.step.parameters();
    return keep === "average" ? average(this.best) : (this.best[0] ?? this.graphs.step.parameters());
  }

  private async writeCheckpoint(): Promise<void> {
    const state: TrainState = {
      progress: { ...this.progress, seconds: this.seconds() },
      current: await this.graphs.step.everything(),
      epochStart: this.epochStart,
      best: this.best,
      curves: Object.fromEntries(this.curves),
    };
    await this.job.hooks.checkpoint.write(encodeCheckpoint(state));
    this.pace.written();
  }

  private point(series: string, value: number): void {
    this.pointAt(series, this.progress.stepOffset + this.progress.step, value);
  }

  /** A step that is run again at a lower rate keeps its first point. */
  private pointAt(series: string, step: number, value: number): void {
    const curve = this.curves.get(series) ?? [];
    if ((curve.at(-1)?.[0] ?? -1) >= step) return;
    curve.push([step, value]);
    this.curves.set(series, curve);
    this.job.hooks.metric(series, step, value);
  }

  private seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }
}
