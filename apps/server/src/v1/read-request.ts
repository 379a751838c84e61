/** A call's body, JSON or a form, → one row for the model. Anything that is not an input is refused by name. */
import type { MultipartFile } from "@fastify/multipart";
import type { InlineMedia, RequestRow, RequestValue } from "@fuseline/runtime";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { parseRequest } from "../border/parse-request.ts";
import { Refusal } from "../border/refusal.ts";
import type { ServedInput, ServeRecord } from "../serving/serve-record.ts";
import { inlineMedia, isMedia, MEDIA_LIMIT, readText, readValue, wrongType } from "./read-value.ts";

export interface Call {
  readonly row: RequestRow;
  /** Items wanted from a search. */
  readonly count: number | null;
}

const COUNT_LIMIT = 50;
const count = z.number().int().min(1).max(COUNT_LIMIT);
const jsonBody = z.strictObject({ inputs: z.record(z.string(), z.unknown()), count: count.optional() });

export async function readCall(request: FastifyRequest, serve: ServeRecord): Promise<Call> {
  return checkedCall(
    request.isMultipart() ? await readForm(request, serve) : readJson(request.body, serve),
    serve,
  );
}

/** @throws Refusal `input-required`, `row-empty` */
export function checkedCall(call: Call, serve: ServeRecord): Call {
  const missing = serve.inputs.find(({ required, column }) => required && isEmpty(call.row[column]));
  if (missing) {
    throw new Refusal("input-required", { facts: { input: missing.name }, where: `inputs.${missing.name}` });
  }
  if (serve.inputs.every(({ column }) => isEmpty(call.row[column]))) {
    throw new Refusal("row-empty", {
      facts: { inputs: serve.inputs.map(({ name }) => name) },
      where: "inputs",
    });
  }
  return call;
}

export function readJson(body: unknown, serve: ServeRecord): Call {
  const { inputs, count } = parseRequest(jsonBody, body);
  if (count !== undefined && serve.output.task !== "search") throw unknownInput("count", serve);
  const row: { [column: string]: RequestValue } = {};
  for (const [name, value] of Object.entries(inputs)) {
    const input = inputNamed(name, serve);
    row[input.column] = readValue(input, value);
  }
  return { row, count: count ?? null };
}

async function readForm(request: FastifyRequest, serve: ServeRecord): Promise<Call> {
  const row: { [column: string]: RequestValue } = {};
  let wanted: number | null = null;
  const limits = { fileSize: MEDIA_LIMIT, files: 64, fields: 256, fieldSize: 400_000 };
  for await (const part of request.parts({ limits })) {
    if (part.type === "field" && part.fieldname === "count" && serve.output.task === "search") {
      wanted = parseRequest(count, Number(part.value));
      continue;
    }
    const input = inputNamed(part.fieldname, serve);
    const before = row[input.column];
    if (part.type === "file") {
      row[input.column] = added(input, before, await readFile(part, input, countOf(before)));
    } else {
      if (isMedia(input.modality)) throw wrongType(input, "a file", "a text");
      row[input.column] = readText(input, String(part.value));
    }
  }
  return { row, count: wanted };
}

async function readFile(part: MultipartFile, input: ServedInput, place: number): Promise<InlineMedia> {
  if (!isMedia(input.modality)) throw wrongType(input, "a text", "a file");
  return inlineMedia(await part.toBuffer(), input.several ? `${input.name}.${place}` : input.name);
}

function added(input: ServedInput, before: RequestValue | undefined, file: InlineMedia): RequestValue {
  if (!input.several && before !== undefined) throw wrongType(input, "one file", "several");
  return input.several ? [...((before ?? []) as readonly InlineMedia[]), file] : file;
}

function countOf(value: RequestValue | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

function inputNamed(name: string, serve: ServeRecord): ServedInput {
  const input = serve.inputs.find((candidate) => candidate.name === name);
  if (input === undefined) throw unknownInput(name, serve);
  return input;
}

function unknownInput(name: string, serve: ServeRecord): Refusal {
  return new Refusal("input-unknown", {
    facts: { input: name.slice(0, 100), inputs: serve.inputs.map((input) => input.name) },
    where: `inputs.${name.slice(0, 100)}`,
  });
}

function isEmpty(value: RequestValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0;
}
