/** How busy a runner is: the share of its processors that its processes used since it was last asked. */

export interface Usage {
  /** Processor time since the process began, in microseconds. */
  readonly cpu: number;
  /** Bytes that it holds. */
  readonly memory: number;
}

export interface Load {
  /** 0 to 1. */
  readonly busy: number;
  readonly memoryUsed: number;
}

export const ownUsage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, memory: process.memoryUsage.rss() };
};

export class LoadMeter {
  private last: { readonly cpu: number; readonly at: number } | null = null;

  constructor(private readonly threads: number) {}

  /** @param at milliseconds of a clock that only goes forward */
  read(usages: readonly Usage[], at = performance.now()): Load {
    const cpu = usages.reduce((sum, usage) => sum + usage.cpu, 0);
    const { last } = this;
    this.last = { cpu, at };
    // A process that was replaced begins at nothing again.
    const used = last === null ? 0 : Math.max(0, cpu - last.cpu) / 1000;
    const share = last === null || at <= last.at ? 0 : used / (at - last.at) / this.threads;
    return { busy: Math.min(1, share), memoryUsed: usages.reduce((sum, { memory }) => sum + memory, 0) };
  }
}
