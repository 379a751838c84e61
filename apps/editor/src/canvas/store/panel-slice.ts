/** What is open around the canvas: panels, their tab, a wire that was refused, a dialog. */
import type { Ends, Heal, Issue } from "@fuseline/schema";
import type { Slice } from "./editor-state.ts";

export type PanelTab = "settings" | "test" | "results";
export type Side = "palette" | "panel" | "dock";
export type DialogName = "connect" | "go-to" | "list" | "versions" | "keys";

export interface WrongWire {
  readonly ends: Ends;
  readonly issue: Issue;
  readonly heal?: Heal;
}

export interface PanelSlice {
  readonly tab: PanelTab;
  readonly open: { readonly [S in Side]: boolean };
  readonly dialog: DialogName | null;
  readonly wrongWire: WrongWire | null;
  /** While a wire is being drawn: ports that would take it, as `node port`. */
  readonly fitting: ReadonlySet<string> | null;
  showTab(tab: PanelTab): void;
  fold(side: Side): void;
  showDialog(dialog: DialogName | null): void;
  refuseWire(wrong: WrongWire | null): void;
  setFitting(fitting: ReadonlySet<string> | null): void;
}

const STORED = "fuseline.editor.open";
const ALL_OPEN: PanelSlice["open"] = { palette: true, panel: true, dock: true };

function storedOpen(): PanelSlice["open"] {
  const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? "null");
  return typeof stored === "object" && stored !== null ? { ...ALL_OPEN, ...stored } : ALL_OPEN;
}

export const panelSlice: Slice<PanelSlice> = (set, get) => ({
  tab: "settings",
  open: storedOpen(),
  dialog: null,
  wrongWire: null,
  fitting: null,
  showTab: (tab) => set({ tab, open: { ...get().open, panel: true } }),
  fold(side) {
    const open = { ...get().open, [side]: !get().open[side] };
    localStorage.setItem(STORED, JSON.stringify(open));
    set({ open });
  },
  showDialog: (dialog) => set({ dialog }),
  refuseWire: (wrongWire) => set({ wrongWire }),
  setFitting: (fitting) => set({ fitting }),
});
