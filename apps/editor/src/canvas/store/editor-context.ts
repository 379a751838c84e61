/** Hands the open pipeline's store to the components under it. */
import { createContext, useContext, useMemo } from "react";
import { useStore } from "zustand";
import { Gestures } from "../edit/gestures.ts";
import type { EditorState } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";

export const EditorContext = createContext<EditorStore | null>(null);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (store === null) throw new Error("this component belongs inside an open pipeline");
  return store;
}

export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorStore(), selector);
}

export function useGestures(): Gestures {
  const store = useEditorStore();
  return useMemo(() => new Gestures(store), [store]);
}

/** The one selected node; null when there is none or several are. */
export function useSelectedNode(): string | null {
  return useEditor(({ nodes }) => {
    const chosen = nodes.filter(({ selected }) => selected === true);
    return chosen.length === 1 ? (chosen[0]?.id ?? null) : null;
  });
}
