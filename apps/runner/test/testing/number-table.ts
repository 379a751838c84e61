/** Four columns of numbers and one that follows from them: a model without norms, which can be made to blow up. */
import type { Storage } from "@fuseline/data";
import { buildTemplate } from "@fuseline/nodes/templates";
import type { Json } from "@fuseline/schema";
import { planOf, type TestPipeline } from "./plan-of.ts";

const ROWS = 120;
const COLUMNS = ["rooms", "metres", "floor", "age"] as const;

export async function numberTablePipeline(
  storage: Storage,
  settings: { readonly [setting: string]: Json } = {},
): Promise<TestPipeline> {
  const lines = [[...COLUMNS, "price"].join(",")];
  for (let row = 0; row < ROWS; row++) {
    const values = COLUMNS.map((_, column) => 10 + ((row * (column + 3)) % (17 + column)));
    const price = 1000 + values.reduce((sum, value, column) => sum + value * (column + 1) * 20, 0);
    lines.push([...values, price].join(","));
  }
  const table = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const reason = { en: "test", ru: "тест" };
  const column = (name: string) => ({
    name,
    modality: "number" as const,
    several: false,
    distinct: 17,
    missing: 0,
    reason,
  });
  const built = buildTemplate("price-home", {
    understanding: {
      origin: {
        kind: "table",
        table: { blob: await storage.putBytes(table), name: "homes.csv", bytes: table.byteLength },
        files: null,
        filesKey: null,
      },
      rows: ROWS,
      columns: [...COLUMNS, "price"].map(column),
      target: { column: "price", reason },
      key: null,
      group: null,
      split: null,
      matches: [],
    },
    models: {},
    inputs: [...COLUMNS],
    seed: 1,
    settings,
  });
  return planOf(built);
}
