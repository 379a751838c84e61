/** Hands the open pipeline's store to the components under it. */
import { createContext, useContext } from "react";
import { useStore } from "zustand";
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
