/** Times contestants in turns, so that a slow moment of the machine meets all of them alike. */
import type { BenchCase, BenchContext, Contestant, MissingPeer, PeerFigure } from "./contract.ts";
import { ownSeconds, watchForeignLoad } from "./foreign-load.ts";

export interface Match {
  readonly name: string;
  /** Samples per step. */
  readonly batch: number;
  /** Steps in one timed block. */
  readonly steps: number;
  readonly ours: Contestant;
  readonly peers: { readonly [name: string]: Contestant | MissingPeer };
}

/** One round: every contestant ran one block. */
interface Round {
  /** Samples per second by contestant. */
  readonly rates: ReadonlyMap<string, number>;
  /** Processors that other programs kept busy, the worst of the blocks. */
  readonly foreign: number;
}

/** A round is quiet when others used less than this much of one processor. */
const QUIET = 0.1;
/** Disturbed rounds are repeated until there are this many times the wanted ones. */
const PATIENCE = 4;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * One warm-up round, then rounds until `blocks` of them were quiet. On a machine that never is, the least disturbed
 * ones count, and the case says how busy others were.
 */
export async function alternate(match: Match, context: BenchContext): Promise<BenchCase> {
  const contestants = new Map<string, Contestant>([["fuseline", match.ours]]);
  for (const [name, peer] of Object.entries(match.peers)) if ("run" in peer) contestants.set(name, peer);
  const play = (label: string): Promise<Round> => playRound(match, { contestants, label, log: context.log });
  await play("warm-up");
  const rounds: Round[] = [];
  const quiet = (): number => rounds.filter(({ foreign }) => foreign < QUIET).length;
  while (quiet() < context.blocks && rounds.length < PATIENCE * context.blocks) {
    rounds.push(await play(`round ${rounds.length + 1}`));
  }
  const counted = rounds.sort((a, b) => a.foreign - b.foreign).slice(0, context.blocks);
  const figure = (name: string): number => median(counted.map(({ rates }) => rates.get(name) ?? Number.NaN));
  const ours = figure("fuseline");
  const peers = Object.entries(match.peers).map(([name, peer]): [string, PeerFigure | MissingPeer] => {
    if ("missing" in peer) return [name, peer];
    return [name, { version: peer.version, median: figure(name), ratio: ours / figure(name) }];
  });
  const foreignLoad = Math.max(...counted.map(({ foreign }) => foreign));
  return { name: match.name, unit: "samples/s", median: ours, foreignLoad, peers: Object.fromEntries(peers) };
}

interface Play {
  readonly contestants: ReadonlyMap<string, Contestant>;
  readonly label: string;
  readonly log: BenchContext["log"];
}

async function playRound(match: Match, { contestants, label, log }: Play): Promise<Round> {
  const rates = new Map<string, number>();
  let foreign = 0;
  for (const [name, contestant] of contestants) {
    const foreignLoad = watchForeignLoad();
    const before = ownSeconds();
    const { seconds, loss, peerSeconds = 0 } = await contestant.run(match.steps);
    const others = foreignLoad(seconds, ownSeconds() - before + peerSeconds);
    if (!Number.isFinite(loss)) throw new Error(`The loss of ${name} in ${match.name} is ${loss}.`);
    rates.set(name, (match.batch * match.steps) / seconds);
    foreign = Math.max(foreign, others);
    const each = ((1000 * seconds) / match.steps).toFixed(2);
    log(
      `${match.name} ${label}: ${name} ${each} ms a step, loss ${loss.toFixed(4)}, others ${others.toFixed(2)}`,
    );
  }
  return { rates, foreign };
}
