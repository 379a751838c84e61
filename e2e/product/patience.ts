/** How long a slow machine with other work may take, in milliseconds. */

/** Anything that has to learn first. */
export const LEARNING = 120_000;
