/** OpenAPI 3.1 of the published endpoints and of nothing else, made from what each live version serves. */
import { z } from "zod";
import { failureReply } from "../border/reply-failure.ts";
import type { ServedInput, ServedOutput, ServeRecord } from "../serving/serve-record.ts";
import { classOutput, searchOutput, valueOutput } from "./describe-outputs.ts";
import { isMedia } from "./read-value.ts";

export interface DescribedEndpoint {
  readonly name: string;
  readonly version: number;
  readonly serve: ServeRecord;
}

type Schema = { readonly [key: string]: unknown };

export function openapi(endpoints: readonly DescribedEndpoint[], server: string): Schema {
  return {
    openapi: "3.1.0",
    info: {
      title: "Published endpoints",
      version: "1",
      description: "Each endpoint answers with its live version. Send its key as a bearer token.",
    },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths: Object.fromEntries(
      endpoints.map((endpoint) => [`/v1/endpoints/${endpoint.name}/predict`, { post: operation(endpoint) }]),
    ),
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "Endpoint key, fl_…" } },
      schemas: { Error: jsonSchema(failureReply) },
    },
  };
}

function operation({ name, version, serve }: DescribedEndpoint): Schema {
  const json = { schema: jsonBody(serve), example: { inputs: exampleInputs(serve.inputs) } };
  return {
    operationId: `predict_${name.replace(/[^A-Za-z0-9]/g, "_")}`,
    summary: summary(name, serve.output),
    description: `Live version: ${version}.`,
    requestBody: {
      required: true,
      content: { "application/json": json, "multipart/form-data": { schema: formBody(serve) } },
    },
    responses: {
      "200": { description: "The answer", content: { "application/json": { schema: reply(serve.output) } } },
      ...Object.fromEntries(
        Object.entries(REFUSED).map(([status, description]) => [
          status,
          {
            description,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
          },
        ]),
      ),
    },
  };
}

const REFUSED = {
  "400": "The request is not as described",
  "401": "The key is missing or does not open this endpoint",
  "413": "The request or a picture is too large",
  "422": "There is nothing to answer about, or a picture cannot be read",
  "429": "Too many requests in a minute",
} as const;

function summary(name: string, output: ServedOutput): string {
  switch (output.task) {
    case "classes":
      return `${name}: predicts “${output.column}”`;
    case "value":
      return `${name}: predicts ${output.names.map((one) => `“${one}”`).join(", ")}`;
    case "search":
      return `${name}: finds rows by photo or words`;
  }
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

function reply(output: ServedOutput): Schema {
  return {
    type: "object",
    properties: {
      outputs: outputs(output),
      version: { type: "integer", description: "Version that answered." },
      ms: { type: "number", description: "Milliseconds the model took." },
    },
    required: ["outputs", "version", "ms"],
  };
}

function outputs(output: ServedOutput): Schema {
  switch (output.task) {
    case "classes": {
      const schema = jsonSchema(classOutput);
      const probability = { type: "number", minimum: 0, maximum: 1 };
      const probabilities = {
        type: "object",
        properties: Object.fromEntries(output.labels.map((label) => [label, probability])),
      };
      return named([output.column], { ...schema, properties: { ...properties(schema), probabilities } });
    }
    case "value":
      return named(output.names, jsonSchema(valueOutput));
    case "search":
      return jsonSchema(searchOutput);
  }
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
