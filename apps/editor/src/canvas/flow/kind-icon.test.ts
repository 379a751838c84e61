/** A new kind with a new icon must add it to the table. */
import { catalog } from "@fuseline/nodes";
import { expect, it } from "vitest";
import { KIND_ICONS } from "./kind-icon.tsx";

it("knows the icon of every kind", () => {
  const missing = catalog.all.filter(({ icon }) => KIND_ICONS[icon] === undefined).map(({ icon }) => icon);
  expect(missing).toEqual([]);
});
