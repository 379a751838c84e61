/** Names of dimensions that have no number yet. */

/** Rows of a batch; unified by the rows' identity, never by name. */
export const BATCH = "batch";
/** Tokens of a text; a number once the training rows are known. */
export const TOKENS = "tokens";

/**
 * A size only the data or a model's file tells. The node stands after `@`, so that two unknown sizes are never taken
 * for one; wires show what stands before it.
 */
export const unknown = (name: "size" | "classes" | "patches", node: string): string => `${name}@${node}`;
