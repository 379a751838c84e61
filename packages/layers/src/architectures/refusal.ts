/** Why a checkpoint cannot be built, in facts that the person is told in words of their language. */

export type Refusal =
  | { readonly why: "architecture"; readonly modelType: string; readonly supported: readonly string[] }
  /** A setting of `config.json` that is not carried out, or is missing. */
  | { readonly why: "setting"; readonly setting: string; readonly value: string }
  /** A sentence without a full stop. */
  | { readonly why: "weights"; readonly reason: string };

export class ArchitectureRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(sentence(refusal));
    this.refusal = refusal;
  }
}

function sentence(refusal: Refusal): string {
  switch (refusal.why) {
    case "architecture":
      return `${refusal.modelType} is not built from weights; ${refusal.supported.join(", ")} are.`;
    case "setting":
      return `The setting ${refusal.setting} = ${refusal.value} is not supported.`;
    case "weights":
      return `${refusal.reason}.`;
  }
}
