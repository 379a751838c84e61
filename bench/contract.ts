/** What a benchmark is given and what it answers. */

export interface BenchContext {
  /** Threads for us and for every peer. */
  readonly threads: number;
  /** Timed blocks per contestant, at least 5. */
  readonly blocks: number;
  /** The benchmark's own folder, where its peers' scripts lie. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Path of the bundled `<name>.ts` of the benchmark's folder, to be run as a process of its own. */
  readonly program: (name: string) => string;
}

/** The median over the timed blocks, in the case's unit. */
export interface PeerFigure {
  readonly version: string;
  readonly median: number;
  /** Our median over the peer's: above 1 we are faster, or, in ms and MiB, need more. */
  readonly ratio: number;
}

/** A peer that could not run, and why. */
export interface MissingPeer {
  readonly missing: string;
}

export interface BenchCase {
  readonly name: string;
  readonly unit: "samples/s" | "ms" | "frames/s" | "MiB";
  readonly median: number;
  /** Processors that other programs kept busy in the worst round that counted; above 0.1 the figures are uncertain. */
  readonly foreignLoad?: number;
  readonly peers: { readonly [name: string]: PeerFigure | MissingPeer };
}

/** What running some training steps took. */
export interface Ran {
  readonly seconds: number;
  /** Of the last step. */
  readonly loss: number;
  /** Processor time of a peer's own process. */
  readonly peerSeconds?: number;
}

/** Someone who takes part: does some steps when it is its turn. */
export interface Contestant {
  /** The library and its version, "onnxruntime 1.30.0". */
  readonly version: string;
  run(steps: number): Promise<Ran>;
  close(): Promise<void>;
}
