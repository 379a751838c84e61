/** What a person does to the drawing, each as one edit; the same for mouse, keyboard and menus. */
import { catalog, offered } from "@fuseline/nodes";
import type { Ends, Heal, Operation, Position } from "@fuseline/schema";
import { titleOf } from "../graph/scene.ts";
import type { EditorStore } from "../store/editor-store.ts";
import { selectedNodes } from "../store/flow-store.ts";
import { copyText, paste } from "./clipboard.ts";
import { checkWire, connect, heal } from "./connect.ts";
import { insertNode } from "./insert-node.ts";
import { newId } from "./new-id.ts";
import { remove } from "./remove.ts";
import { tidy } from "./tidy.ts";

export class Gestures {
  readonly #store: EditorStore;

  constructor(store: EditorStore) {
    this.#store = store;
  }

  get #document() {
    return this.#store.getState().sync.document;
  }

  selected(): readonly string[] {
    return selectedNodes(this.#store.flow.getState());
  }

  /** Puts a block on the canvas, beside the selected one and wired to it where that fits. */
  insert(kind: string, at: Position): string | null {
    const definition = offered.find((each) => each.kind === kind);
    if (definition === undefined) return null;
    const id = newId(kind);
    const operations: Operation[] = [insertNode(id, definition, this.#freePlace(at))];
    this.#do({ op: "batch", operations });
    this.#store.flow.getState().select([id]);
    return id;
  }

  /** Inserts beside a card and draws the first wire that fits. */
  insertAfter(kind: string, node: string): string | null {
    const place = this.#document.nodes[node]?.position ?? { x: 0, y: 0 };
    const card = this.#store.flow.getState().nodes.find(({ id }) => id === node);
    const id = this.insert(kind, { x: place.x + (card?.measured?.width ?? 180) + 88, y: place.y });
    if (id === null) return null;
    const ends = this.#firstFit(node, id);
    if (ends !== null) this.connect(ends);
    return id;
  }

  connect(ends: Ends): void {
    const check = checkWire(this.#document, ends);
    if (check.ok) this.#do(connect({ document: this.#document, ends, newId }, check.replaces));
    else this.#store.getState().refuseWire({ ends, ...check });
  }

  heal(ends: Ends, offer: Heal): void {
    this.#do(heal({ document: this.#document, ends, newId }, offer));
    this.#store.getState().refuseWire(null);
  }

  removeSelected(): void {
    const { edges } = this.#store.flow.getState();
    const wires = edges.filter(({ selected }) => selected === true).map(({ id }) => id);
    const nodes = this.selected();
    if (nodes.length + wires.length > 0) this.#do(remove({ document: this.#document, nodes, wires, newId }));
  }

  remove(node: string): void {
    this.#do(remove({ document: this.#document, nodes: [node], wires: [], newId }));
  }

  removeWire(id: string): void {
    this.#do({ op: "remove-wire", id });
  }

  copy(): string | null {
    return copyText(this.#document, this.selected());
  }

  /** @returns whether the text was a copied part of a pipeline */
  paste(text: string, at?: Position): boolean {
    const pasted = paste({ text, newId, ...(at === undefined ? {} : { at }) });
    if (pasted === null) return false;
    this.#do(pasted.operation);
    this.#store.flow.getState().select(pasted.ids);
    return true;
  }

  duplicate(): void {
    const text = this.copy();
    if (text !== null) this.paste(text);
  }

  /** Pixels at 100 %. */
  moveSelected(dx: number, dy: number): void {
    const operations = this.selected().flatMap((id): Operation[] => {
      const position = this.#document.nodes[id]?.position;
      return position === undefined
        ? []
        : [{ op: "move-node", id, position: { x: position.x + dx, y: position.y + dy } }];
    });
    if (operations.length > 0) this.#do({ op: "batch", operations });
  }

  /** Cards were dragged: where they are now becomes their place. */
  drop(cards: readonly { readonly id: string; readonly position: Position }[]): void {
    const operations = cards.flatMap(({ id, position: { x, y } }): Operation[] => {
      const before = this.#document.nodes[id]?.position;
      if (before === undefined || (before.x === x && before.y === y)) return [];
      return [{ op: "move-node", id, position: { x, y } }];
    });
    if (operations.length > 0) this.#do({ op: "batch", operations });
  }

  tidy(): void {
    const { sync, views } = this.#store.getState();
    const drawn = this.#store.flow.getState().nodes;
    const heights = new Map(drawn.map(({ id, measured }) => [id, measured?.height ?? 0]));
    this.#do(tidy({ document: sync.document, views, heights }));
  }

  rename(id: string, title: string): void {
    const state = this.#store.getState();
    const name = title.trim();
    if (name === titleOf(state, id)) return;
    this.#do({ op: "set-title", id, title: name === "" ? null : name });
  }

  selectAll(): void {
    this.#store.flow.getState().select(Object.keys(this.#document.nodes));
  }

  #do(operation: Operation): void {
    this.#store.getState().edit(operation);
  }

  /** A little further down while another card stands exactly there. */
  #freePlace(at: Position): Position {
    const taken = Object.values(this.#document.nodes).map(({ position }) => position);
    const place = { x: at.x, y: at.y };
    while (taken.some(({ x, y }) => Math.abs(x - place.x) < 40 && Math.abs(y - place.y) < 40)) place.y += 60;
    return place;
  }

  #firstFit(from: string, to: string): Ends | null {
    const outputs = Object.keys(this.#store.getState().resolved.nodes[from]?.ports ?? {});
    const inputs = Object.keys(catalog.get(this.#document.nodes[to]?.kind ?? "")?.inputs ?? {});
    for (const input of inputs) {
      for (const output of outputs) {
        const ends = { from: { node: from, port: output }, to: { node: to, port: input } };
        if (checkWire(this.#document, ends).ok) return ends;
      }
    }
    return null;
  }
}
