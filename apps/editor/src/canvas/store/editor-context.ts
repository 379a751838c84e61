/** Hands the open pipeline's store to the components under it. */
import { createContext, useContext, useMemo } from "react";
import { useStore } from "zustand";
import { Gestures } from "../edit/gestures.ts";
import type { EditorState } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";
import { type FlowState, selectedNodes } from "./flow-store.ts";

export const EditorContext = createContext<EditorStore | null>(null);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (store === null) throw new Error("this component belongs inside an open pipeline");
  return store;
}

export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorStore(), selector);
}

export function useFlow<T>(selector: (state: FlowState) => T): T {
  return useStore(useEditorStore().flow, selector);
}

export function useGestures(): Gestures {
  const store = useEditorStore();
  return useMemo(() => new Gestures(store), [store]);
}

/** The one selected node; null when there is none or several are. */
export function useSelectedNode(): string | null {
  return useFlow((state) => {
    const [first, ...others] = selectedNodes(state);
    return first !== undefined && others.length === 0 ? first : null;
  });
}
