/** Everything a training needs to go on exactly where it stopped: numbers as bytes, the rest as JSON. */
import type { CheckpointParts } from "@fuseline/data";
import type { Precision } from "./settings.ts";

export type NamedNumbers = { readonly [name: string]: Float32Array };

export interface TrainProgress {
  readonly phase: "fit" | "refit";
  /** Epochs done in this phase. */
  readonly epoch: number;
  /** Steps done in this phase; more than `epoch` whole epochs when an epoch was cut short by a pause. */
  readonly step: number;
  readonly bestEpoch: number;
  readonly bestScore: number;
  readonly bestLoss: number;
  readonly epochsWithoutGain: number;
  readonly seconds: number;
  /** Steps done before this phase, so that curves go on. */
  readonly stepOffset: number;
  /** Epoch, from 1, in which the loss stopped being a number and the rate was lowered; null while it never did. */
  readonly loweredIn: number | null;
  /** Epochs, from 0, from which on the rate is one plateau lower; the second learning takes them over. */
  readonly dropEpochs: readonly number[];
  /** Top of the schedule: chosen, or found before the first step. */
  readonly rate: number;
  readonly precision: Precision;
  /** Epochs since the last gain or drop. */
  readonly sinceDrop: number;
}

/** Series name → [step, value] in the order of the steps. */
export type Curves = { readonly [series: string]: readonly (readonly [step: number, value: number])[] };

export interface TrainState {
  readonly progress: TrainProgress;
  /** Parameters and optimiser state as they are now. */
  readonly current: NamedNumbers;
  /** The same at the start of an epoch that was cut short by a pause; null between two epochs. */
  readonly epochStart: NamedNumbers | null;
  /** Parameters of the best epochs so far, the best first. */
  readonly best: readonly NamedNumbers[];
  /** Every point so far: the log may have lost the last ones before a crash. */
  readonly curves: Curves;
}

export function encodeCheckpoint(state: TrainState): CheckpointParts {
  const parts: { [name: string]: Uint8Array } = {
    progress: new TextEncoder().encode(JSON.stringify(state.progress)),
    curves: new TextEncoder().encode(JSON.stringify(state.curves)),
  };
  const add = (prefix: string, numbers: NamedNumbers): void => {
    for (const [name, data] of Object.entries(numbers)) {
      parts[`${prefix}:${name}`] = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    }
  };
  add("current", state.current);
  if (state.epochStart !== null) add("start", state.epochStart);
  for (const [index, numbers] of state.best.entries()) add(`best${index}`, numbers);
  return parts;
}

export function decodeCheckpoint(parts: CheckpointParts): TrainState | null {
  const { progress, curves } = parts;
  if (progress === undefined || curves === undefined) return null;
  const groups = new Map<string, { [name: string]: Float32Array }>();
  for (const [key, bytes] of Object.entries(parts)) {
    const colon = key.indexOf(":");
    if (colon < 0) continue;
    const group = groups.get(key.slice(0, colon)) ?? {};
    groups.set(key.slice(0, colon), group);
    group[key.slice(colon + 1)] = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  }
  const best: NamedNumbers[] = [];
  for (let next = groups.get("best0"); next !== undefined; next = groups.get(`best${best.length}`))
    best.push(next);
  const json = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
  return {
    progress: json(progress),
    curves: json(curves),
    current: groups.get("current") ?? {},
    epochStart: groups.get("start") ?? null,
    best,
  };
}
