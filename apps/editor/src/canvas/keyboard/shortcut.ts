/** Which keys mean what. Letters are told by their place on the keyboard, so that they work in a Russian layout too. */
import type { DialogName, PanelTab, Side } from "../store/panel-slice.ts";

export type Shortcut =
  | {
      readonly action:
        | "undo"
        | "redo"
        | "duplicate"
        | "select-all"
        | "delete"
        | "find"
        | "fit"
        | "actual-size"
        | "first-field"
        | "back"
        | "run"
        | "run-here"
        | "stop"
        | "pause";
    }
  | { readonly action: "move"; readonly dx: -1 | 0 | 1; readonly dy: -1 | 0 | 1 }
  | { readonly action: "next-node"; readonly step: 1 | -1 }
  | { readonly action: "tab"; readonly tab: PanelTab }
  | { readonly action: "fold"; readonly side: Side }
  | { readonly action: "dialog"; readonly dialog: DialogName };

export type Keys = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** @param typing whether the keys go into a text field; then only what no field uses counts */
export function shortcutOf(keys: Keys, typing: boolean): Shortcut | null {
  if (keys.altKey) return null;
  if (keys.ctrlKey || keys.metaKey) return anywhere(keys) ?? (typing ? null : withControl(keys));
  return typing ? null : plain(keys);
}

/** What a text field has no use for. */
function anywhere({ key, code, shiftKey }: Keys): Shortcut | null {
  if (key === "Enter") return { action: shiftKey ? "run-here" : "run" };
  if (code === "Period") return { action: "stop" };
  return code === "KeyK" ? { action: "dialog", dialog: "go-to" } : null;
}

function withControl({ code, shiftKey }: Keys): Shortcut | null {
  switch (code) {
    case "KeyZ":
      return { action: shiftKey ? "redo" : "undo" };
    case "KeyY":
      return { action: "redo" };
    case "KeyD":
      return { action: "duplicate" };
    case "KeyA":
      return { action: "select-all" };
    default:
      return null;
  }
}

function plain({ key, code, shiftKey }: Keys): Shortcut | null {
  switch (key) {
    case "ArrowUp":
      return { action: "move", dx: 0, dy: -1 };
    case "ArrowDown":
      return { action: "move", dx: 0, dy: 1 };
    case "ArrowLeft":
      return { action: "move", dx: -1, dy: 0 };
    case "ArrowRight":
      return { action: "move", dx: 1, dy: 0 };
    case "Tab":
      return { action: "next-node", step: shiftKey ? -1 : 1 };
    case "Enter":
      return { action: "first-field" };
    case "Escape":
      return { action: "back" };
    case "Delete":
    case "Backspace":
      return { action: "delete" };
    case "?":
      return { action: "dialog", dialog: "keys" };
    default:
      return shiftKey ? null : letter(code);
  }
}

function letter(code: string): Shortcut | null {
  switch (code) {
    case "Slash":
      return { action: "find" };
    case "KeyF":
      return { action: "fit" };
    case "Digit0":
      return { action: "actual-size" };
    case "KeyC":
      return { action: "dialog", dialog: "connect" };
    case "KeyP":
      return { action: "pause" };
    case "KeyL":
      return { action: "dialog", dialog: "list" };
    case "KeyT":
      return { action: "tab", tab: "test" };
    case "KeyS":
      return { action: "tab", tab: "settings" };
    case "KeyR":
      return { action: "tab", tab: "results" };
    case "BracketLeft":
      return { action: "fold", side: "palette" };
    case "BracketRight":
      return { action: "fold", side: "panel" };
    case "KeyJ":
      return { action: "fold", side: "dock" };
    default:
      return null;
  }
}
