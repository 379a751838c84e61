/** Settings, Test, Results; arrows move between them. */
import { useTranslation } from "react-i18next";
import { useEditor } from "../store/editor-context.ts";
import type { PanelTab } from "../store/panel-slice.ts";

const TABS: readonly PanelTab[] = ["settings", "test", "results"];

export function PanelTabs() {
  const { t } = useTranslation("canvas");
  const current = useEditor((state) => state.tab);
  const show = useEditor((state) => state.showTab);
  return (
    <div className="tabs" role="tablist">
      {TABS.map((tab, place) => (
        <button
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === current}
          aria-controls="panel-body"
          tabIndex={tab === current ? 0 : -1}
          onClick={() => show(tab)}
          onKeyDown={(event) => {
            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
            const next = TABS[(place + step + TABS.length) % TABS.length];
            if (step === 0 || next === undefined) return;
            event.stopPropagation();
            show(next);
            document.getElementById(`tab-${next}`)?.focus();
          }}
        >
          {t(tab)}
        </button>
      ))}
    </div>
  );
}
