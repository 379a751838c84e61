/** Makes the stores of one open pipeline and keeps the drawing in step with the document and the run. */
import { createStore, type StoreApi } from "zustand";
import { documentSlice, type OpenedDocument } from "./document-slice.ts";
import type { EditorState } from "./editor-state.ts";
import { type FlowState, makeFlowStore } from "./flow-store.ts";
import { panelSlice } from "./panel-slice.ts";
import { nextNodeRuns, runSlice } from "./run-slice.ts";

export interface EditorStore extends StoreApi<EditorState> {
  /** Cards and wires as they are drawn. */
  readonly flow: StoreApi<FlowState>;
}

export function makeEditorStore(opened: OpenedDocument): EditorStore {
  const store = createStore<EditorState>()((...api) => ({
    ...documentSlice(opened)(...api),
    ...panelSlice(...api),
    ...runSlice(...api),
  }));
  store.setState({ nodeRuns: nextNodeRuns(store.getState()) });
  const flow = makeFlowStore(opened.sync.document, store.getState().views);
  store.subscribe((state, before) => {
    if (state.sync.document !== before.sync.document || state.views !== before.views)
      flow.getState().layDocument(state.sync.document, state.views);
    const changed =
      state.run !== before.run ||
      state.forecast !== before.forecast ||
      state.resolved.nodes !== before.resolved.nodes;
    if (changed) store.setState({ nodeRuns: nextNodeRuns(state) });
  });
  return { ...store, flow };
}
