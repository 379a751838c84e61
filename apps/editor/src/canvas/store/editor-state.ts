/** The whole state of one open pipeline, made of slices that know one thing each. */
import type { StateCreator } from "zustand";
import type { DocumentSlice } from "./document-slice.ts";
import type { FlowSlice } from "./flow-slice.ts";
import type { PanelSlice } from "./panel-slice.ts";
import type { RunSlice } from "./run-slice.ts";

export type EditorState = DocumentSlice & FlowSlice & PanelSlice & RunSlice;

export type Slice<T> = StateCreator<EditorState, [], [], T>;
