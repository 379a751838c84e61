/** Times contestants in turns, so that a slow moment of the machine meets all of them alike. */
import type { BenchCase, BenchContext, Contestant, MissingPeer, PeerFigure } from "./contract.ts";

export interface Match {
  readonly name: string;
  /** Samples per step. */
  readonly batch: number;
  /** Steps in one timed block. */
  readonly steps: number;
  readonly ours: Contestant;
  readonly peers: { readonly [name: string]: Contestant | MissingPeer };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** One warm-up block each, then `blocks` rounds in which every contestant runs once. */
export async function alternate(match: Match, context: BenchContext): Promise<BenchCase> {
  const peers = Object.entries(match.peers);
  const contestants = new Map<string, Contestant>([["fuseline", match.ours]]);
  for (const [name, peer] of peers) if ("run" in peer) contestants.set(name, peer);
  const rates = new Map<string, number[]>();
  for (let block = -1; block < context.blocks; block++) {
    for (const [name, contestant] of contestants) {
      const { seconds, loss } = await contestant.run(match.steps);
      if (!Number.isFinite(loss)) throw new Error(`The loss of ${name} in ${match.name} is ${loss}.`);
      if (block >= 0) rates.set(name, [...(rates.get(name) ?? []), (match.batch * match.steps) / seconds]);
      const each = ((1000 * seconds) / match.steps).toFixed(2);
      context.log(`${match.name} block ${block}: ${name} ${each} ms a step, loss ${loss.toFixed(4)}`);
    }
  }
  const ours = median(rates.get("fuseline") ?? []);
  const figures = peers.map(([name, peer]): [string, PeerFigure | MissingPeer] => {
    if ("missing" in peer) return [name, peer];
    const theirs = median(rates.get(name) ?? []);
    return [name, { version: peer.version, median: theirs, ratio: ours / theirs }];
  });
  return { name: match.name, unit: "samples/s", median: ours, peers: Object.fromEntries(figures) };
}
