/** The document in the editor's store: edited at once, saved in the background, merged with other tabs. */
import { catalog } from "@fuseline/nodes";
import {
  type DraftEntry,
  historyOf,
  type Issue,
  type Language,
  type Operation,
  type PipelineDocument,
  type Resolved,
  resolve,
} from "@fuseline/schema";
import {
  type DocumentSync,
  draft,
  fullLog,
  receive,
  reversalOf,
  type SavedEntry,
} from "../document/document-sync.ts";
import type { Saving } from "../document/operation-sender.ts";
import { keepEqual } from "../graph/keep-equal.ts";
import { type NodeViews, nodeViews } from "../graph/node-view.ts";
import { type Tints, tintsOf } from "../graph/tint.ts";
import { type WireViews, wireViews } from "../graph/wire-view.ts";
import type { Slice } from "./editor-state.ts";

export interface DocumentSlice {
  readonly pipelineId: string;
  readonly sync: DocumentSync;
  readonly saving: Saving;
  readonly language: Language;
  readonly resolved: Resolved;
  readonly tints: Tints;
  readonly views: NodeViews;
  readonly wires: WireViews;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Applies one gesture at once; returns why parts of it fell away. */
  edit(operation: Operation): readonly Issue[];
  undo(): void;
  redo(): void;
  /** Lines of the server's log, of this tab and of others. */
  hear(entries: readonly SavedEntry[]): void;
  speak(language: Language): void;
  setSaving(saving: Saving): void;
}

export interface OpenedDocument {
  readonly pipelineId: string;
  readonly sync: DocumentSync;
  readonly language: Language;
  /** Called after every edit that has to be saved. */
  edited(): void;
}

export function documentSlice({ pipelineId, sync, language, edited }: OpenedDocument): Slice<DocumentSlice> {
  return (set, get) => {
    const show = (next: DocumentSync): void => {
      set((state) => ({ sync: next, ...derived(next, state.language, state) }));
    };
    const enter = (change: Omit<DraftEntry, "id" | "at" | "author">): readonly Issue[] => {
      const { sync: before } = get();
      const entry = { ...change, id: crypto.randomUUID(), at: Date.now(), author: before.author };
      const drafted = draft(before, entry);
      if (drafted.sync !== before) {
        show(drafted.sync);
        edited();
      }
      return drafted.dropped;
    };
    const reverse = (direction: "undo" | "redo"): void => {
      const change = reversalOf(get().sync, direction);
      if (change !== null) enter(change);
    };
    return {
      pipelineId,
      sync,
      language,
      saving: sync.pending.length === 0 ? "saved" : "saving",
      ...derived(sync, language, null),
      edit: (operation) => enter({ operation }),
      undo: () => reverse("undo"),
      redo: () => reverse("redo"),
      hear(entries) {
        const next = receive(get().sync, entries);
        if (next !== get().sync) show(next);
      },
      speak(spoken) {
        if (spoken === get().language) return;
        set((state) => ({ language: spoken, ...derived(state.sync, spoken, null) }));
      },
      setSaving: (saving) => set({ saving }),
    };
  };
}

type Derived = Pick<DocumentSlice, "resolved" | "tints" | "views" | "wires" | "canUndo" | "canRedo">;

function derived(sync: DocumentSync, language: Language, before: Derived | null): Derived {
  const history = historyOf(fullLog(sync), sync.author);
  const undoable = { canUndo: history.undo.length > 0, canRedo: history.redo.length > 0 };
  if (before !== null && sameStructure(before.resolved.document, sync.document)) {
    const { tints, views, wires } = before;
    return { resolved: { ...before.resolved, document: sync.document }, tints, views, wires, ...undoable };
  }
  const resolved = resolve(sync.document, catalog);
  const tints = tintsOf(resolved);
  const scene = { resolved, tints, language };
  return {
    resolved,
    tints,
    views: keepEqual(before?.views ?? {}, nodeViews(scene)),
    wires: keepEqual(before?.wires ?? {}, wireViews(scene)),
    ...undoable,
  };
}

/** Moving cards changes no type and no shape. */
function sameStructure(a: PipelineDocument, b: PipelineDocument): boolean {
  if (a.wires !== b.wires) return false;
  const [left, right] = [Object.entries(a.nodes), Object.entries(b.nodes)];
  return (
    left.length === right.length &&
    left.every(([id, node]) => {
      const other = b.nodes[id];
      return (
        other !== undefined &&
        other.params === node.params &&
        other.title === node.title &&
        other.kind === node.kind &&
        other.version === node.version
      );
    })
  );
}
