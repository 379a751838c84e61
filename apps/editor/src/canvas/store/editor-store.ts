/** Makes the store of one open pipeline and keeps the drawing in step with the document. */
import { createStore, type StoreApi } from "zustand";
import { documentSlice, type OpenedDocument } from "./document-slice.ts";
import type { EditorState } from "./editor-state.ts";
import { flowSlice } from "./flow-slice.ts";
import { panelSlice } from "./panel-slice.ts";

export type EditorStore = StoreApi<EditorState>;

export function makeEditorStore(opened: OpenedDocument): EditorStore {
  const store = createStore<EditorState>()((...api) => ({
    ...documentSlice(opened)(...api),
    ...flowSlice(opened.sync.document)(...api),
    ...panelSlice(...api),
  }));
  store.subscribe((state, before) => {
    if (state.sync.document !== before.sync.document) state.layDocument(state.sync.document);
  });
  return store;
}
