/** What a person has put into the inputs of a model, and how it is sent. */
import type { ServedInput } from "../server/shapes.ts";

export interface PhotoValue {
  /** Names the picture in keys of questions, so that its bytes need not be compared. */
  readonly id: string;
  readonly name: string;
  readonly dataUrl: string;
}

export type TrialValue =
  | { readonly from: "text"; readonly text: string }
  | { readonly from: "photos"; readonly photos: readonly PhotoValue[] }
  /** Left as it is in a held-out row; `cell` is what is shown of it. */
  | { readonly from: "row"; readonly place: number; readonly cell: unknown };

/** By column. */
export type TrialValues = { readonly [column: string]: TrialValue };

export interface Question {
  readonly inputs: { readonly [name: string]: unknown };
  readonly from?: { readonly place: number; readonly columns: readonly string[] };
}

/** Endpoints take some columns under a second, plain name; a person sees each once. */
export function shownInputs(inputs: readonly ServedInput[]): readonly ServedInput[] {
  return inputs.filter(({ name, column }) => name === column);
}

export function isFilled(value: TrialValue | undefined): boolean {
  if (value === undefined) return false;
  switch (value.from) {
    case "text":
      return value.text.trim() !== "";
    case "photos":
      return value.photos.length > 0;
    case "row":
      return value.cell !== null;
  }
}

/** Inputs without which the model cannot answer, and which are still empty. */
export function missingInputs(inputs: readonly ServedInput[], values: TrialValues): readonly ServedInput[] {
  return shownInputs(inputs).filter(({ required, column }) => required && !isFilled(values[column]));
}

/** Null while nothing is filled in, or not enough. */
export function questionOf(inputs: readonly ServedInput[], values: TrialValues): Question | null {
  const filled = shownInputs(inputs).filter(({ column }) => isFilled(values[column]));
  if (filled.length === 0 || missingInputs(inputs, values).length > 0) return null;
  const sent: { [name: string]: unknown } = {};
  const columns: string[] = [];
  let place: number | null = null;
  for (const input of filled) {
    const value = values[input.column];
    if (value?.from === "row") {
      place = value.place;
      columns.push(input.column);
    } else if (value !== undefined) sent[input.name] = sentValue(input, value);
  }
  return { inputs: sent, ...(place === null ? {} : { from: { place, columns } }) };
}

function sentValue({ modality, several }: ServedInput, value: Exclude<TrialValue, { from: "row" }>): unknown {
  if (value.from === "photos") {
    const photos = value.photos.map(({ dataUrl }) => ({ base64: dataUrl }));
    return several ? photos : photos[0];
  }
  const text = value.text.trim();
  switch (modality) {
    case "number":
      return Number(text.replace(/\s/g, "").replace(",", "."));
    case "boolean":
      return text === "true";
    case "labels":
      return text.split(",").map((label) => label.trim());
    default:
      return several ? [text] : text;
  }
}

/** The parts a person would leave out together: all photos, all table columns, each text. */
export function partsOf(
  inputs: readonly ServedInput[],
  values: TrialValues,
): readonly { readonly kind: "photos" | "table" | "text"; readonly columns: readonly string[] }[] {
  const filled = shownInputs(inputs).filter(({ column }) => isFilled(values[column]));
  const named = (wanted: (input: ServedInput) => boolean) =>
    filled.filter(wanted).map(({ column }) => column);
  const photos = named(({ modality }) => modality === "image");
  const table = named(({ modality }) => modality !== "image" && modality !== "text");
  return [
    ...(photos.length > 0 ? [{ kind: "photos" as const, columns: photos }] : []),
    ...named(({ modality }) => modality === "text").map((column) => ({
      kind: "text" as const,
      columns: [column],
    })),
    ...(table.length > 0 ? [{ kind: "table" as const, columns: table }] : []),
  ];
}

export function onlyColumns(values: TrialValues, columns: readonly string[]): TrialValues {
  return Object.fromEntries(Object.entries(values).filter(([column]) => columns.includes(column)));
}
