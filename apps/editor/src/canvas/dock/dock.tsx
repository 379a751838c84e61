/** The run under the canvas: how far it is, its curves, what computes, what happened. */
import "./dock.css";
import { Activity } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNarrow } from "../palette/use-narrow.ts";
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
  const narrow = useNarrow();
  const [log, setLog] = useState(false);
  if (followed === null && refused === null) return null;
  return (
    <section className="dock" aria-label={t("runPanel")}>
      {refused === null ? null : <RefusalBox refused={refused} />}
      {followed === null || refused !== null ? null : (
        <>
          <StatusBox followed={followed} />
          {narrow && log ? null : <DockCurves run={followed.run} />}
          <DeviceBox run={followed.run} />
          {narrow && !log ? null : <DockEvents followed={followed} />}
          {narrow ? <LogSwitch pressed={log} toggle={() => setLog(!log)} /> : null}
        </>
      )}
    </section>
  );
}

/** On a narrow screen the log takes the place of the curves while it is wanted. */
function LogSwitch({ pressed, toggle }: { readonly pressed: boolean; toggle(): void }) {
  const { t } = useTranslation("run");
  return (
    <button
      type="button"
      className="ib sm log-switch"
      aria-pressed={pressed}
      aria-label={t("events")}
      title={t("events")}
      onClick={toggle}
    >
      <Activity className="i s" aria-hidden="true" />
    </button>
  );
}
