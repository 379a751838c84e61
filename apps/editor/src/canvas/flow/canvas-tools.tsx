/** Zoom, fit and tidy, in the corner of the canvas. */
import { type ReactFlowState, useReactFlow, useStore } from "@xyflow/react";
import { Keyboard, List, Maximize, Minus, Plus, WandSparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useEditor, useGestures } from "../store/editor-context.ts";
import { FIT } from "./fit.ts";

const MOVE = { duration: 180 };

export function CanvasTools() {
  const { t } = useTranslation("canvas");
  const flow = useReactFlow();
  const percent = useStore(zoomPercent);
  const gestures = useGestures();
  const show = useEditor((state) => state.showDialog);
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t("view")}>
      <button
        type="button"
        className="ib sm"
        aria-label={t("zoomOut")}
        onClick={() => void flow.zoomOut(MOVE)}
      >
        <Minus className="i s" aria-hidden="true" />
      </button>
      <button type="button" className="zoom-share" onClick={() => void flow.zoomTo(1, MOVE)}>
        {percent} %
      </button>
      <button type="button" className="ib sm" aria-label={t("zoomIn")} onClick={() => void flow.zoomIn(MOVE)}>
        <Plus className="i s" aria-hidden="true" />
      </button>
      <span className="vr" />
      <button
        type="button"
        className="ib sm"
        aria-label={t("listView")}
        title={`${t("listView")} (L)`}
        onClick={() => show("list")}
      >
        <List className="i s" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="ib sm"
        aria-label={t("keys")}
        title={`${t("keys")} (?)`}
        onClick={() => show("keys")}
      >
        <Keyboard className="i s" aria-hidden="true" />
      </button>
      <span className="vr" />
      <button
        type="button"
        className="ib sm"
        aria-label={t("showAll")}
        title={`${t("showAll")} (F)`}
        onClick={() => void flow.fitView({ ...MOVE, ...FIT })}
      >
        <Maximize className="i s" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="ib sm"
        aria-label={t("tidyUp")}
        title={t("tidyUp")}
        onClick={() => {
          gestures.tidy();
          window.setTimeout(() => void flow.fitView({ ...MOVE, ...FIT }), 50);
        }}
      >
        <WandSparkles className="i s" aria-hidden="true" />
      </button>
    </div>
  );
}

const zoomPercent = ({ transform }: ReactFlowState): number => Math.round(transform[2] * 100);
