/** The state of one open pipeline, made of slices that know one thing each. */
import type { StateCreator } from "zustand";
import type { DocumentSlice } from "./document-slice.ts";
import type { PanelSlice } from "./panel-slice.ts";
import type { RunSlice } from "./run-slice.ts";

export type EditorState = DocumentSlice & PanelSlice & RunSlice;

export type Slice<T> = StateCreator<EditorState, [], [], T>;
