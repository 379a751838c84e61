/** The canvas offers exactly what the runner can do. */
import { expect, it } from "vitest";
import { graphImplementations, stepImplementations } from "../runtime.ts";
import { definitions } from "./catalog.ts";
import { offered } from "./offered.ts";

it("offers the kinds that have an implementation, and those that need none", () => {
  const runs = definitions.filter(
    ({ kind, stage }) =>
      stepImplementations.has(kind) ||
      graphImplementations.has(kind) ||
      // Recipes only extend a column; what is published is made by the server.
      stage === "recipe" ||
      stage === "publish",
  );
  expect(offered.map(({ kind }) => kind)).toEqual(runs.map(({ kind }) => kind));
});
