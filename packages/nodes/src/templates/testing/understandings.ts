/** Understandings like those of real folders, for tests. */
import type { Modality } from "@fuseline/schema";
import type { DataOrigin, DataUnderstanding } from "../understanding.ts";

const reason = { en: "by its name", ru: "по названию" };
const file = (name: string) => ({ blob: "a".repeat(64), name, bytes: 1_000 });
const files = (count: number) => ({ manifest: "b".repeat(64), name: "photos", count, bytes: 1_000_000 });

type Columns = readonly (readonly [name: string, modality: Modality, distinct: number, several?: boolean])[];
type Rest = Partial<Omit<DataUnderstanding, "columns">> & {
  readonly origin: DataOrigin;
  readonly rows: number;
};

function understood(columns: Columns, rest: Rest): DataUnderstanding {
  return {
    target: null,
    key: null,
    group: null,
    split: null,
    matches: [],
    ...rest,
    columns: columns.map(([name, modality, distinct, several = false]) => ({
      name,
      modality,
      several,
      distinct,
      missing: 0,
      reason,
    })),
  };
}

const tableOf = (name: string, count: number): DataOrigin => ({
  kind: "table",
  table: file(name),
  files: files(count),
  filesKey: null,
});

export const grocery = understood(
  [
    ["photo", "image", 810],
    ["name", "category", 81],
    ["category", "category", 43],
    ["group", "category", 3],
    ["description", "text", 81],
  ],
  {
    origin: tableOf("products.csv", 810),
    rows: 810,
    target: { column: "category", reason },
    key: { column: "name", reason },
    matches: [{ column: "photo", matched: 810, total: 810 }],
  },
);

export const stamps = understood(
  [
    ["image", "image", 950],
    ["text_en", "text", 940],
    ["text_ru", "text", 930],
    ["category", "category", 16],
    ["subcategory", "category", 90],
  ],
  { origin: tableOf("stamps.csv", 950), rows: 950, target: { column: "category", reason } },
);

export const houses = understood(
  [
    ["bedrooms", "number", 8],
    ["bathrooms", "number", 10],
    ["area", "number", 280],
    ["zip", "category", 40],
    ["frontal", "image", 299],
    ["bedroom", "image", 299],
    ["bathroom", "image", 299],
    ["kitchen", "image", 299],
    ["price", "number", 230],
  ],
  { origin: tableOf("houses.csv", 1_196), rows: 299, target: { column: "price", reason } },
);

export const flickr = understood(
  [
    ["image", "image", 500],
    ["captions", "text", 500, true],
  ],
  { origin: { kind: "captions", captions: file("captions.token"), images: files(500) }, rows: 500 },
);

export const folders = understood(
  [
    ["file", "identity", 120],
    ["name", "text", 120],
    ["folder", "category", 3],
    ["photo", "image", 120],
    ["label", "category", 3],
  ],
  {
    origin: { kind: "files", files: files(120), labels: "folder" },
    rows: 120,
    target: { column: "label", reason },
  },
);

/** Files are found by a product number, so a column of photos is added. */
export const numbered = understood(
  [
    ["sku", "identity", 90],
    ["kind", "category", 4],
    ["shop", "category", 30],
    ["part", "category", 3],
  ],
  {
    origin: { kind: "table", table: file("goods.csv"), files: files(200), filesKey: "sku" },
    rows: 90,
    target: { column: "kind", reason },
    group: { column: "shop", reason },
  },
);
