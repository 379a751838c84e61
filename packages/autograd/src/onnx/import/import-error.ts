/** Why an ONNX file cannot become a graph of ours: the operator that stands in the way, by name. */

/**
 * `domain`: an operator that is not ONNX's own; `control-flow`: branches and loops; `quantised`: arithmetic on whole
 * numbers that has no gradient; `unknown`: an operator the registry lacks; `form`: a known operator used in a way that
 * is not supported; `type`: numbers of a type the compiler does not hold.
 */
export type ImportObstacle = "domain" | "control-flow" | "quantised" | "unknown" | "form" | "type";

export interface ImportErrorFacts {
  readonly obstacle: ImportObstacle;
  readonly operator: string;
  /** The operator's name in the file; may be empty. */
  readonly node: string;
  /** The foreign domain, the unsupported form or the type; without a full stop. */
  readonly detail: string;
}

export class ImportError extends Error {
  readonly facts: ImportErrorFacts;

  constructor(facts: ImportErrorFacts, options?: { readonly cause: unknown }) {
    super(
      `${facts.operator} (${facts.node}) cannot be imported: ${facts.obstacle}, ${facts.detail}.`,
      options,
    );
    this.facts = facts;
  }
}
