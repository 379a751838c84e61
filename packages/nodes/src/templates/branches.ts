/** From chosen columns to one vector a row each: photos, every text, the table. */
import type { ColumnSchema, Endpoint, Json } from "@fuseline/schema";
import { PARTS } from "../fusion/drop-parts/definition.ts";
import type { Scene } from "./template.ts";

/** Below this many rows an encoder from scratch is kept small: there is little to learn from. */
const FEW_ROWS = 2_000;
/**
 * What an image encoder from scratch learns within minutes on two cores: the sample's 1,911 emoji with their names in
 * 200 s to an accuracy of 0.85, by the picture alone 0.63. At 64 px the same takes more than twice as long.
 */
const NEW_IMAGE = {
  few: { size: 32, width: 128, depth: "tiny" },
  many: { size: 64, width: 128, depth: "small" },
} as const;

/**
 * One vector for all photos of a row. A single column of photos is varied for an encoder that learns from scratch; a
 * ready one stays as it is, so each photo is encoded once.
 */
export function photoBranch(scene: Scene, columns: readonly ColumnSchema[]): Endpoint {
  const { draft, models, rows } = scene;
  const wires = columns.map(({ name }) => scene.column(name));
  const [single, ...others] = wires;
  const vary = models.image === undefined && single !== undefined && others.length === 0;
  const photos = vary ? [varied(scene, single)] : wires;
  const encoder =
    models.image === undefined
      ? draft.add("encode-image-new", rows < FEW_ROWS ? NEW_IMAGE.few : NEW_IMAGE.many)
      : draft.add("encode-image", { model: models.image });
  for (const wire of photos) draft.connect(wire, encoder, "photos");
  return { node: encoder, port: "embedding" };
}

function varied({ draft }: Scene, photos: Endpoint): Endpoint {
  const node = draft.add("augment-image");
  draft.connect(photos, node, "photos");
  return { node, port: "photos" };
}

export function textBranch(scene: Scene, { name }: ColumnSchema): Endpoint {
  const { draft, models } = scene;
  if (models.text === undefined) return newTextBranch(scene, scene.column(name));
  const encoder = draft.add("encode-text", { model: models.text });
  draft.connect(scene.column(name), encoder, "text");
  return { node: encoder, port: "embedding" };
}

function newTextBranch({ draft, rows }: Scene, text: Endpoint): Endpoint {
  const tokens = draft.add("tokenise", { vocabulary: rows < FEW_ROWS ? 2_000 : 8_000 });
  const encoder = draft.add("encode-text-new", { width: 128 });
  draft.connect(text, tokens, "text");
  draft.connect({ node: tokens, port: "tokens" }, encoder, "tokens");
  return { node: encoder, port: "embedding" };
}

export function tableBranch(
  scene: Scene,
  columns: readonly ColumnSchema[],
  params: { width: number },
): Endpoint {
  const encoder = scene.draft.add("encode-table", params);
  for (const { name } of columns) scene.draft.connect(scene.column(name), encoder, "columns");
  return { node: encoder, port: "embedding" };
}

/** Lets the model work when a part is missing; a single part cannot be missed. */
export function droppable({ draft }: Scene, parts: readonly Endpoint[]): readonly Endpoint[] {
  if (parts.length < 2 || parts.length > PARTS.length) return parts;
  const node = draft.add("drop-parts");
  return parts.map((part, place) => {
    const port = PARTS[place] ?? "";
    draft.connect(part, node, port);
    return { node, port };
  });
}

/** Joins the parts; a single one goes on as it is. */
export function fused(
  { draft }: Scene,
  parts: readonly Endpoint[],
  kind: "fuse-gated" | "fuse-concat",
  params: { width: number },
): Endpoint {
  const [single, ...others] = parts;
  if (single !== undefined && others.length === 0) return single;
  const node = draft.add(kind, params);
  for (const part of parts) draft.connect(part, node, "features");
  return { node, port: "fused" };
}

/** Hides random numbers of ready vectors while learning: with few rows a projection otherwise learns them by heart. */
export function dropped({ draft }: Scene, vector: Endpoint, share: number): Endpoint {
  const node = draft.add("drop", { dropout: share });
  draft.connect(vector, node, "features");
  return { node, port: "features" };
}

/** Loss → trainer. @returns the trained model */
export function trained(
  { draft }: Scene,
  prediction: Endpoint,
  loss: {
    readonly kind: string;
    readonly port: string;
    /** Parameters of the trainer that this loss does better with. */
    readonly training?: { readonly [name: string]: Json };
  },
): Endpoint {
  const lossNode = draft.add(loss.kind);
  const trainer = draft.add("train-model", loss.training ?? {});
  draft.connect(prediction, lossNode, loss.port);
  draft.connect({ node: lossNode, port: "loss" }, trainer, "loss");
  return { node: trainer, port: "model" };
}

/** What is looked at after training, and the address. What each part gives is asked only where there are several. */
export function checkedAndPublished(
  { draft }: Scene,
  model: Endpoint,
  checks: { readonly kinds: readonly string[]; readonly name: string },
): void {
  for (const kind of checks.kinds) draft.connect(model, draft.add(kind), "model");
  draft.connect(model, draft.add("publish-endpoint", { name: checks.name }), "serve");
}
