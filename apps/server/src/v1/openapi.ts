/** OpenAPI 3.1 of the published endpoints and of nothing else, made from what each live version serves. */
import type { Language } from "@fuseline/schema";
import { z } from "zod";
import { failureReply } from "../border/reply-failure.ts";
import type { ServedInput, ServedOutput, ServeRecord } from "../serving/serve-record.ts";
import { classOutput, searchOutput, valueOutput } from "./describe-outputs.ts";
import { OPENAPI_WORDS, REFUSED_WORDS } from "./openapi-words.ts";
import { isMedia } from "./read-value.ts";

export interface DescribedEndpoint {
  readonly name: string;
  readonly version: number;
  readonly serve: ServeRecord;
}

type Schema = { readonly [key: string]: unknown };

export interface OpenapiFor {
  /** Where callers reach this server. */
  readonly server: string;
  /** Of what is told to people; names for programs are the same in every language. */
  readonly language: Language;
}

export function openapi(endpoints: readonly DescribedEndpoint[], { server, language }: OpenapiFor): Schema {
  const words = OPENAPI_WORDS;
  const { properties: failure, ...rest } = jsonSchema(failureReply);
  const { error } = failure as { readonly error: Schema };
  return {
    openapi: "3.1.0",
    info: { title: words.title[language], version: "1", description: words.intro[language] },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths: Object.fromEntries(
      endpoints.map((endpoint) => [
        `/v1/endpoints/${endpoint.name}/predict`,
        { post: operation(endpoint, language) },
      ]),
    ),
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: words.key[language] } },
      schemas: { Error: { ...rest, properties: { error: explained(error, language) } } },
    },
  };
}

function operation({ name, version, serve }: DescribedEndpoint, language: Language): Schema {
  const json = { schema: jsonBody(serve), example: { inputs: exampleInputs(serve.inputs) } };
  return {
    operationId: `predict_${name.replace(/[^A-Za-z0-9]/g, "_")}`,
    summary: summary(name, serve.output, language),
    description: OPENAPI_WORDS.live[language].replace("{version}", String(version)),
    requestBody: {
      required: true,
      content: { "application/json": json, "multipart/form-data": { schema: formBody(serve) } },
    },
    responses: {
      "200": {
        description: OPENAPI_WORDS.answer[language],
        content: { "application/json": { schema: reply(serve.output, language) } },
      },
      ...Object.fromEntries(
        Object.entries(REFUSED_WORDS).map(([status, words]) => [
          status,
          {
            description: words[language],
            content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
          },
        ]),
      ),
    },
  };
}

function summary(name: string, output: ServedOutput, language: Language): string {
  if (output.task === "search") return OPENAPI_WORDS.searches[language].replace("{name}", name);
  const predicted = output.task === "classes" ? [output.column] : output.names;
  const columns = predicted.map((one) => (language === "ru" ? `«${one}»` : `“${one}”`)).join(", ");
  return OPENAPI_WORDS.predicts[language].replace("{name}", name).replace("{columns}", columns);
}

function jsonBody(serve: ServeRecord): Schema {
  return {
    type: "object",
    properties: { inputs: inputsSchema(serve.inputs, jsonValue), ...countProperty(serve.output) },
    required: ["inputs"],
    additionalProperties: false,
  };
}

function formBody(serve: ServeRecord): Schema {
  const { properties, ...rest } = inputsSchema(serve.inputs, formValue);
  return { ...rest, properties: { ...properties, ...countProperty(serve.output) } };
}

function inputsSchema(inputs: readonly ServedInput[], valueSchema: (input: ServedInput) => Schema) {
  const required = inputs.filter((input) => input.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(
      inputs.map((input) => [
        input.name,
        input.several ? { type: "array", items: valueSchema(input) } : valueSchema(input),
      ]),
    ),
    ...(required.length > 0 ? { required } : { minProperties: 1 }),
    additionalProperties: false,
  };
}

function countProperty(output: ServedOutput): Schema {
  if (output.task !== "search") return {};
  return { count: { type: "integer", minimum: 1, maximum: 50, default: output.count } };
}

function jsonValue(input: ServedInput): Schema {
  if (isMedia(input.modality)) {
    return {
      type: "object",
      properties: { base64: { type: "string", contentEncoding: "base64" }, name: { type: "string" } },
      required: ["base64"],
      additionalProperties: false,
    };
  }
  return { type: plainType(input), ...(input.modality === "labels" ? { items: { type: "string" } } : {}) };
}

function formValue(input: ServedInput): Schema {
  if (isMedia(input.modality)) return { type: "string", contentMediaType: "application/octet-stream" };
  return { type: input.modality === "labels" ? "string" : plainType(input) };
}

function plainType({ modality }: ServedInput): string {
  if (modality === "number" || modality === "boolean") return modality;
  return modality === "labels" ? "array" : "string";
}

function exampleInputs(inputs: readonly ServedInput[]): Schema {
  const example = (input: ServedInput): unknown => {
    if (isMedia(input.modality)) return { base64: "…" };
    if (input.modality === "number") return 1;
    if (input.modality === "boolean") return true;
    return input.modality === "labels" ? ["…"] : "…";
  };
  return Object.fromEntries(
    inputs.map((input) => [input.name, input.several ? [example(input)] : example(input)]),
  );
}

function reply(output: ServedOutput, language: Language): Schema {
  const schema = {
    type: "object",
    properties: { outputs: outputs(output, language), version: { type: "integer" }, ms: { type: "number" } },
    required: ["outputs", "version", "ms"],
  };
  return explained(schema, language);
}

function outputs(output: ServedOutput, language: Language): Schema {
  switch (output.task) {
    case "classes": {
      const schema = explained(jsonSchema(classOutput), language);
      const probability = { type: "number", minimum: 0, maximum: 1 };
      const probabilities = {
        type: "object",
        properties: Object.fromEntries(output.labels.map((label) => [label, probability])),
        required: output.labels,
      };
      return named([output.column], { ...schema, properties: { ...properties(schema), probabilities } });
    }
    case "value":
      return named(output.names, jsonSchema(valueOutput));
    case "search":
      return jsonSchema(searchOutput);
  }
}

const EXPLAINED = ["version", "ms", "label", "code", "message", "where"] as const;

/** The schema with what people should know about its properties. */
function explained(schema: Schema, language: Language): Schema {
  const known = properties(schema);
  const told = EXPLAINED.flatMap((name) => {
    const property = known[name];
    if (typeof property !== "object" || property === null) return [];
    return [[name, { ...property, description: OPENAPI_WORDS[name][language] }] as const];
  });
  return { ...schema, properties: { ...known, ...Object.fromEntries(told) } };
}

function named(names: readonly string[], schema: Schema): Schema {
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, schema])),
    required: names,
  };
}

function properties(schema: Schema): Schema {
  return schema.properties as Schema;
}

function jsonSchema(schema: z.ZodType): Schema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "output" });
  return rest;
}
