/** The run under the canvas: how far it is, its curves, what computes, what happened. */
import "./dock.css";
import { useTranslation } from "react-i18next";
import { useFollowedRun } from "../run/followed-run.tsx";
import { useEditor } from "../store/editor-context.ts";
import { DeviceBox } from "./device-box.tsx";
import { DockCurves } from "./dock-curves.tsx";
import { DockEvents } from "./dock-events.tsx";
import { RefusalBox } from "./refusal-box.tsx";
import { StatusBox } from "./status-box.tsx";

export function Dock() {
  const { t } = useTranslation("canvas");
  const followed = useFollowedRun();
  const refused = useEditor((state) => state.refused);
  if (followed === null && refused === null) return null;
  return (
    <section className="dock" aria-label={t("runPanel")}>
      {refused === null ? null : <RefusalBox refused={refused} />}
      {followed === null || refused !== null ? null : (
        <>
          <StatusBox followed={followed} />
          <DockCurves run={followed.run} />
          <DeviceBox run={followed.run} />
          <DockEvents followed={followed} />
        </>
      )}
    </section>
  );
}
