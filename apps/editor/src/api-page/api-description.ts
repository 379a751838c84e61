/** The OpenAPI description of one endpoint, read at this border, and its schemas as flat lists. */
import { z } from "zod";

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema, example: z.unknown().optional() }));
const operation = z.object({
  requestBody: z.object({ content }),
  responses: z.record(z.string(), z.object({ description: z.string(), content })),
});
const description = z.object({
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.object({ post: operation })),
});

type Schema = z.infer<typeof schema>;

export interface SchemaField {
  /** `outputs.category.label` */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

interface Refusal {
  /** Of HTTP. */
  readonly status: string;
  readonly why: string;
}

export interface ApiDescription {
  /** `http://127.0.0.1:4680/v1/endpoints/catalogue/predict` */
  readonly url: string;
  readonly inputs: readonly SchemaField[];
  /** A request as JSON, ready to be filled in. */
  readonly example: unknown;
  readonly reply: readonly SchemaField[];
  readonly refusals: readonly Refusal[];
}

const JSON_TYPE = "application/json";

/** @throws ZodError where this is no description of an endpoint */
export function readApiDescription(answer: unknown): ApiDescription {
  const { servers, paths } = description.parse(answer);
  const [found] = Object.entries(paths);
  if (found === undefined) throw new Error("nothing is described");
  const [path, { post }] = found;
  const request = post.requestBody.content[JSON_TYPE];
  return {
    url: `${servers[0].url}${path}`,
    inputs: schemaFields(request?.schema ?? {}),
    example: request?.example,
    reply: schemaFields(post.responses["200"]?.content[JSON_TYPE]?.schema ?? {}),
    refusals: Object.entries(post.responses)
      .filter(([status]) => status !== "200")
      .map(([status, { description }]) => ({ status, why: description })),
  };
}

/** Leaves of an object schema, depth first; what may have any name is written `…`. */
export function schemaFields(of: Schema, path = "", required = true): readonly SchemaField[] {
  const children = Object.entries(objectIn(of.properties)).map(([name, child]) => ({
    at: path === "" ? name : `${path}.${name}`,
    child: objectIn(child),
    isRequired: namesIn(of.required).includes(name),
  }));
  const items = objectIn(of.items);
  if (children.length === 0 && Object.keys(objectIn(items.properties)).length > 0) {
    return schemaFields(items, `${path}[]`, required);
  }
  if (children.length > 0) {
    return children.flatMap(({ at, child, isRequired }) => schemaFields(child, at, isRequired));
  }
  return [{ path, type: typeWords(of), required, description: String(of.description ?? "") }];
}

function typeWords(of: Schema): string {
  const { type, items, anyOf, contentEncoding } = of;
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeWords(objectIn(one))).join(" | ");
  const plain = Array.isArray(type) ? type.join(" | ") : String(type ?? "any");
  if (plain === "array") return `${typeWords(objectIn(items))}[]`;
  return contentEncoding === undefined ? plain : `${plain} (${String(contentEncoding)})`;
}

const objectIn = (value: unknown): Schema => schema.safeParse(value).data ?? {};
const namesIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
