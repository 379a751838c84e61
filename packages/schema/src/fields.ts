/**
 * Field kinds. A parameter is declared once with one of these; its kind decides how it is parsed, what its
 * default is and, in the editor, which widget shows it.
 */
import type { ColumnSchema, Modality } from "./ports.ts";
import type { Text } from "./text.ts";

interface FieldBase {
  readonly label: Text;
  readonly help: Text;
  /** Folded away under "Advanced". */
  readonly advanced?: boolean;
  /** Shown only while another parameter has one of these values. */
  readonly when?: { readonly param: string; readonly is: readonly (string | boolean)[] };
  /** Changes how it looks, never what it computes: left out of content keys. */
  readonly cosmetic?: boolean;
  /** Empty (null, "" or an empty list) is an issue while the field is shown: the node cannot run without it. */
  readonly required?: boolean;
}

/** A file that was ingested into storage. `blob` is the sha256 of its bytes. */
export type FileRef = {
  readonly blob: string;
  readonly name: string;
  readonly bytes: number;
};

/** A set of files (folder, ZIP, drop). `manifest` is the blob of a JSON list of `{ path, blob, bytes }`. */
export type FilesRef = {
  readonly manifest: string;
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
};

/** A pretrained model, pinned. `revision` is a 40-digit commit where the hub gives one, else the name asked for. */
export type ModelRef = {
  readonly hub: string;
  readonly revision: string;
};

export type ColumnRole = "input" | "target" | "group" | "id" | "weight" | "unused";
export type ColumnChoice = {
  readonly role: ColumnRole;
  readonly modality: Modality;
  readonly several: boolean;
};
/** One correction by hand: the row (by content id), the column, the new cell. */
export type RowEdit = {
  readonly row: string;
  readonly column: string;
  readonly value: string | number | null;
};

export type Field =
  | (FieldBase & {
      readonly field: "integer" | "number";
      readonly min: number;
      readonly max: number;
      readonly default: number | "auto";
      /** "auto" is a legal value: resolved when the node runs, shown in its report. */
      readonly auto?: boolean;
      readonly unit?: string;
    })
  | (FieldBase & { readonly field: "numbers"; readonly default: readonly number[] })
  | (FieldBase & { readonly field: "toggle"; readonly default: boolean })
  | (FieldBase & {
      readonly field: "text" | "template";
      readonly default: string;
      readonly maxLength?: number;
    })
  | (FieldBase & {
      readonly field: "choice";
      readonly options: readonly {
        readonly value: string;
        readonly label: Text;
        readonly hint?: Text;
        readonly icon?: string;
      }[];
      readonly default: string;
    })
  | (FieldBase & {
      readonly field: "file";
      readonly accept: readonly string[];
      readonly default: FileRef | null;
    })
  | (FieldBase & {
      readonly field: "files";
      readonly accept: readonly string[];
      readonly default: FilesRef | null;
    })
  | (FieldBase & {
      readonly field: "column";
      readonly modalities?: readonly Modality[];
      readonly default: string | null;
    })
  | (FieldBase & { readonly field: "columns"; readonly default: readonly string[] })
  | (FieldBase & {
      readonly field: "model";
      readonly modality: "image" | "text";
      readonly default: ModelRef | null;
    })
  | (FieldBase & {
      readonly field: "column-roles";
      readonly default: { readonly [column: string]: ColumnChoice };
    })
  | (FieldBase & { readonly field: "column-list"; readonly default: readonly ColumnSchema[] })
  | (FieldBase & { readonly field: "row-edits"; readonly default: readonly RowEdit[] })
  | (FieldBase & { readonly field: "overrides"; readonly default: { readonly [row: string]: string } });

export type FieldKind = Field["field"];
export type Fields = { readonly [name: string]: Field };

/** The value a parsed parameter has. */
export type FieldValue<F extends Field> = F extends { field: "integer" | "number"; auto: true }
  ? number | "auto"
  : F extends { field: "integer" | "number" }
    ? number
    : F extends { field: "choice"; options: readonly { readonly value: infer V }[] }
      ? V
      : F extends { field: "toggle" }
        ? boolean
        : F extends { field: "text" | "template" }
          ? string
          : F extends { field: "file" }
            ? FileRef | null
            : F extends { field: "files" }
              ? FilesRef | null
              : F extends { field: "column" }
                ? string | null
                : F extends { field: "model" }
                  ? ModelRef | null
                  : F["default"];

export type ParamsOf<P extends Fields> = { readonly [K in keyof P]: FieldValue<P[K]> };
