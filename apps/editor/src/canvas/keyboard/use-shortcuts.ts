/** The keyboard of the editor: one table, the same that the help shows. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { FIT } from "../flow/fit.ts";
import { useEditorStore, useGestures } from "../store/editor-context.ts";
import { focusCard, toEdgeOfCanvas } from "./focus-card.ts";
import { nextAlongWires } from "./next-along-wires.ts";
import { type Shortcut, shortcutOf } from "./shortcut.ts";

const FINE = 4;
const COARSE = 20;
const MOVE = { duration: 180 };
const ALL = { ...MOVE, ...FIT };

export function useShortcuts(search: RefObject<HTMLInputElement | null>): void {
  const store = useEditorStore();
  const gestures = useGestures();
  const flow = useReactFlow();
  useEffect(() => {
    const goTo = (id: string): void => {
      focusCard(id);
      store.flow.getState().select([id]);
      void flow.fitView({ ...MOVE, nodes: [{ id }], minZoom: flow.getZoom(), maxZoom: flow.getZoom() });
    };
    /** False where the browser's own meaning of the key is better. */
    const perform = (shortcut: Shortcut, event: KeyboardEvent): boolean => {
      const state = store.getState();
      switch (shortcut.action) {
        case "run":
          document.querySelector<HTMLElement>(RUN_BUTTON)?.click();
          return true;
        case "run-here":
          document.querySelector<HTMLElement>(RUN_HERE_BUTTON)?.click();
          return true;
        case "stop":
          document.querySelector<HTMLElement>(STOP_BUTTON)?.click();
          return true;
        case "pause":
          document.querySelector<HTMLElement>(PAUSE_BUTTON)?.click();
          return true;
        case "undo":
          state.undo();
          return true;
        case "redo":
          state.redo();
          return true;
        case "duplicate":
          gestures.duplicate();
          return true;
        case "select-all":
          gestures.selectAll();
          return true;
        case "delete":
          gestures.removeSelected();
          return true;
        case "find":
          if (!state.open.palette) state.fold("palette");
          if (state.open.palette) search.current?.focus();
          else window.setTimeout(() => search.current?.focus(), 0);
          return true;
        case "move": {
          if (gestures.selected().length === 0) return false;
          const step = event.shiftKey ? COARSE : FINE;
          gestures.moveSelected(shortcut.dx * step, shortcut.dy * step);
          return true;
        }
        case "next-node": {
          const here = focusedCard();
          const next = here === null ? null : nextAlongWires(state.resolved.order, here, shortcut.step);
          if (next === null) {
            if (here !== null) toEdgeOfCanvas(shortcut.step);
            return false;
          }
          goTo(next);
          return true;
        }
        case "fit":
          void flow.fitView(ALL);
          return true;
        case "actual-size":
          void flow.zoomTo(1, MOVE);
          return true;
        case "tab":
          state.showTab(shortcut.tab);
          return true;
        case "fold":
          state.fold(shortcut.side);
          return true;
        case "dialog":
          state.showDialog(shortcut.dialog);
          return true;
        case "first-field": {
          if (focusedCard() === null) return false;
          state.showTab("settings");
          window.setTimeout(() => document.querySelector<HTMLElement>(FIRST_FIELD)?.focus(), 0);
          return true;
        }
        case "back": {
          state.refuseWire(null);
          const [selected] = gestures.selected();
          if (selected !== undefined && focusedCard() === null) goTo(selected);
          else store.flow.getState().select([]);
          return true;
        }
      }
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const typing = isTyping(event.target);
      const shortcut = shortcutOf(event, typing);
      if (shortcut !== null && perform(shortcut, event)) event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || (window.getSelection()?.toString() ?? "") !== "") return;
      const text = gestures.copy();
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut") gestures.removeSelected();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      if (gestures.paste(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [store, gestures, flow, search]);
}

const RUN_BUTTON = "button.run-button:not([disabled])";
const RUN_HERE_BUTTON = "button.run-here:not([disabled])";
const STOP_BUTTON = "button.stop-button:not([disabled])";
const PAUSE_BUTTON = "button.pause-button:not([disabled])";
const FIRST_FIELD = ".inspector :is(input, select, textarea, button):not([disabled])";

function focusedCard(): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement ? (focused.dataset.node ?? null) : null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog, [role=dialog]") !== null) return true;
  return target instanceof HTMLInputElement
    ? !["checkbox", "radio", "range", "button"].includes(target.type)
    : target.matches("textarea, select, [contenteditable=true]");
}
