/** What every widget of the inspector is given. */
import type { Field, FieldKind, Json } from "@fuseline/schema";

/** The member of the union that holds kind K; two kinds may share one member. */
export type FieldOf<K extends FieldKind, F = Field> = F extends { readonly field: infer G }
  ? K extends G
    ? F
    : never
  : never;

export interface FieldProps<F extends Field = Field> {
  /** For the label of the input. */
  readonly id: string;
  readonly node: string;
  readonly name: string;
  readonly field: F;
  readonly value: Json;
  /** One edit: call it when the person is done, not at every step of a drag. */
  set(value: Json): void;
}
