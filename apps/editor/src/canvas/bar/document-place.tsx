/** In the bar: what this pipeline is called, whether it is saved, undo and redo. */
import "./bar.css";
import { Cloud, CloudAlert, CloudCheck, History, Redo2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../store/editor-context.ts";
import { PipelineName } from "./pipeline-name.tsx";

export function DocumentPlace() {
  const { t } = useTranslation("canvas");
  const undo = useEditor((state) => state.undo);
  const redo = useEditor((state) => state.redo);
  const canUndo = useEditor((state) => state.canUndo);
  const canRedo = useEditor((state) => state.canRedo);
  const showDialog = useEditor((state) => state.showDialog);
  return (
    <>
      <div className="document">
        <PipelineName />
        <SavedState />
      </div>
      <div className="row undo">
        <button
          type="button"
          className="ib"
          disabled={!canUndo}
          aria-label={t("undo")}
          title={`${t("undo")} (Ctrl Z)`}
          onClick={undo}
        >
          <Undo2 className="i" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="ib"
          disabled={!canRedo}
          aria-label={t("redo")}
          title={`${t("redo")} (Ctrl Shift Z)`}
          onClick={redo}
        >
          <Redo2 className="i" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="ib"
          aria-label={t("versions")}
          title={t("versions")}
          onClick={() => showDialog("versions")}
        >
          <History className="i" aria-hidden="true" />
        </button>
      </div>
    </>
  );
}

const ICONS = { saved: CloudCheck, saving: Cloud, offline: CloudAlert, refused: CloudAlert } as const;

function SavedState() {
  const { t } = useTranslation("canvas");
  const saving = useEditor((state) => state.saving);
  const Icon = ICONS[saving];
  return (
    <span className="saved" data-saving={saving} role="status">
      <Icon className="i s" aria-hidden="true" />
      {t(`saving_${saving}`)}
    </span>
  );
}
