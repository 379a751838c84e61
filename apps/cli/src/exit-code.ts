/** What the process ends with, so that scripts can tell why. */
export const EXIT = {
  ok: 0,
  /** Our own mistake. */
  defect: 1,
  /** Wrong command, option or setting. */
  usage: 2,
  /** The pipeline or its data has errors. */
  pipeline: 3,
  runFailed: 4,
  cancelled: 5,
  publishRefused: 6,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
