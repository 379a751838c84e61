/** The panel on the right: settings of the selected block, trying the model, results. */
import "./right-panel.css";
import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Inspector } from "../inspector/inspector.tsx";
import { useEditor, useFlow, useSelectedNode } from "../store/editor-context.ts";
import { selectedNodes } from "../store/flow-store.ts";
import { PanelTabs } from "./panel-tabs.tsx";

const TestTab = lazy(async () => ({ default: (await import("./test-tab.tsx")).TestTab }));
const ResultsTab = lazy(async () => ({ default: (await import("./results-tab.tsx")).ResultsTab }));

export function RightPanel() {
  const { t } = useTranslation("canvas");
  const fold = useEditor((state) => state.fold);
  const tab = useEditor((state) => state.tab);
  return (
    <aside className="right-panel" data-tab={tab} aria-label={t("rightPanel")}>
      <div className="panel-head">
        <PanelTabs />
        <button type="button" className="ib sm" aria-label={t("hidePanel")} onClick={() => fold("panel")}>
          <X className="i s" aria-hidden="true" />
        </button>
      </div>
      <div className="panel-body" role="tabpanel" id="panel-body" aria-labelledby={`tab-${tab}`}>
        {tab === "settings" ? <SettingsTab /> : null}
        {tab === "settings" ? null : (
          <Suspense fallback={<Skeleton rows={3} height={90} />}>
            {tab === "test" ? <TestTab /> : <ResultsTab />}
          </Suspense>
        )}
      </div>
    </aside>
  );
}

function SettingsTab() {
  const { t } = useTranslation("canvas");
  const node = useSelectedNode();
  const count = useFlow((state) => selectedNodes(state).length);
  if (node !== null) return <Inspector key={node} node={node} />;
  return (
    <p className="panel-empty">{count === 0 ? t("nothingSelected") : t("severalSelected", { count })}</p>
  );
}
