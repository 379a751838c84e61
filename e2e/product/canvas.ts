/** The canvas as a hand meets it: cards by their titles, and how many cards and wires the document has. */
import type { Locator, Page } from "@playwright/test";
import type { Fuseline } from "./fuseline.ts";

export const card = (page: Page, title: string): Locator =>
  page.locator(".react-flow__node").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Selects it by its header: other places of a card may have buttons. */
export const choose = (page: Page, title: string): Promise<void> =>
  card(page, title).locator("header").click();

export interface KeptDocument {
  readonly nodes: {
    readonly [id: string]: {
      readonly kind: string;
      readonly title?: string;
      readonly position: { readonly x: number; readonly y: number };
      readonly params: { readonly [name: string]: unknown };
    };
  };
  readonly wires: {
    readonly [id: string]: {
      readonly from: { readonly node: string };
      readonly to: { readonly node: string };
    };
  };
}

/** As the server has it. */
export async function keptDocument(fuseline: Fuseline, pipelineId: string): Promise<KeptDocument> {
  const { document } = await fuseline.call<{ document: KeptDocument }>(
    "pipelines.get",
    { pipelineId },
    "GET",
  );
  return document;
}

/** Kinds at both ends of every wire, "a > b", in order. */
export function wiredKinds({ nodes, wires }: KeptDocument): string[] {
  return Object.values(wires)
    .map(({ from, to }) => `${nodes[from.node]?.kind} > ${nodes[to.node]?.kind}`)
    .toSorted();
}
