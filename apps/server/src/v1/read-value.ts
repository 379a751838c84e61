/** One value of a request → a cell: checked against the input's modality, refused with a sentence. */
import type { InlineMedia, RequestValue } from "@fuseline/runtime";
import type { Modality } from "@fuseline/schema";
import { Refusal } from "../border/refusal.ts";
import type { ServedInput } from "../serving/serve-record.ts";

/** Bytes of one picture or sound. */
export const MEDIA_LIMIT = 20 * 1024 * 1024;
/** Characters of one text. */
const TEXT_LIMIT = 100_000;
/** Items of one list. */
const LIST_LIMIT = 64;

const MEDIA: ReadonlySet<Modality> = new Set(["image", "audio", "video", "document"]);
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const DATA_URL = /^data:[\w.+-]+\/[\w.+-]+;base64,/;

export function isMedia(modality: Modality): boolean {
  return MEDIA.has(modality);
}

/** A JSON value. Null and absent are the same. */
export function readValue(input: ServedInput, value: unknown): RequestValue {
  if (value === null || value === undefined) return null;
  if (!input.several) return readOne(input, value, input.name);
  const items = Array.isArray(value) ? value : [value];
  if (items.length > LIST_LIMIT) throw wrongType(input, `at most ${LIST_LIMIT} items`, String(items.length));
  const read = items.map((item, place) => readOne(input, item, `${input.name}.${place}`));
  return read as readonly InlineMedia[] | readonly (string | number)[];
}

/** A form's text part: numbers and yes/no come as words. */
export function readText(input: ServedInput, text: string): RequestValue {
  if (text === "") return null;
  if (input.modality === "number") return readValue(input, Number(text.trim().replace(",", ".")));
  if (input.modality === "boolean") return readValue(input, YES_NO.get(text.trim().toLowerCase()) ?? text);
  if (input.modality === "labels")
    return readValue(
      input,
      text.split(",").map((label) => label.trim()),
    );
  return readValue(input, text);
}

/** `where` names the picture in messages and tells the caller which input it was. */
export function inlineMedia(bytes: Uint8Array, where: string): InlineMedia {
  return { name: `inputs.${where}`, bytes };
}

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["no", false],
]);

function readOne(input: ServedInput, value: unknown, where: string): RequestValue {
  if (isMedia(input.modality)) return readMedia(input, value, where);
  switch (input.modality) {
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) throw wrongType(input, "a number", value);
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw wrongType(input, "true or false", value);
      return value;
    case "category":
      if (typeof value !== "string" && typeof value !== "number") throw wrongType(input, "a text", value);
      return checkedText(input, String(value));
    case "labels":
      if (!Array.isArray(value) || value.some((label) => typeof label !== "string")) {
        throw wrongType(input, "a list of texts", value);
      }
      return value;
    default:
      if (typeof value !== "string") throw wrongType(input, "a text", value);
      return checkedText(input, value);
  }
}

function checkedText(input: ServedInput, text: string): string {
  if (text.length > TEXT_LIMIT)
    throw wrongType(input, `at most ${TEXT_LIMIT} characters`, String(text.length));
  return text;
}

function readMedia(input: ServedInput, value: unknown, where: string): InlineMedia {
  const expected = 'an object {"base64": "…"}';
  if (typeof value !== "object" || value === null || !("base64" in value))
    throw wrongType(input, expected, value);
  const unknown = Object.keys(value).find((key) => key !== "base64" && key !== "name");
  if (unknown !== undefined) throw wrongType(input, expected, `an object with “${unknown}”`);
  const { base64 } = value;
  if (typeof base64 !== "string") throw wrongType(input, expected, value);
  const text = base64.replace(DATA_URL, "").replace(/\s+/g, "");
  if ((text.length * 3) / 4 > MEDIA_LIMIT + 3) throw tooLarge(input);
  if (!BASE64.test(text)) throw wrongType(input, "base64", "other characters");
  return inlineMedia(Buffer.from(text, "base64"), where);
}

export function tooLarge(input: ServedInput): Refusal {
  return new Refusal("input-too-large", {
    facts: { input: input.name, megabytes: MEDIA_LIMIT / 1024 / 1024 },
    where: `inputs.${input.name}`,
  });
}

export function wrongType(input: ServedInput, expected: string, actual: unknown): Refusal {
  return new Refusal("input-wrong-type", {
    facts: {
      input: input.name,
      expected,
      actual: typeof actual === "string" ? actual.slice(0, 60) : kindOf(actual),
    },
    where: `inputs.${input.name}`,
  });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  if (typeof value === "number") return Number.isFinite(value) ? `the number ${value}` : "not a number";
  return typeof value === "object" ? "an object" : `${typeof value}`;
}
