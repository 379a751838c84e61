/** The state of a run: an icon or dot with words, never bare colour. */
import { Ban, Check, CircleAlert, Hourglass, Pause, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";

export type ShownStatus =
  | "queued"
  | "running"
  | "paused"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "interrupted";

const LOOK = {
  queued: { badge: "", icon: Hourglass },
  running: { badge: " run", icon: null },
  paused: { badge: "", icon: Pause },
  succeeded: { badge: "", icon: Check },
  failed: { badge: " error", icon: CircleAlert },
  cancelled: { badge: "", icon: Ban },
  interrupted: { badge: " warn", icon: Unplug },
} as const;

export function RunBadge({ status }: { readonly status: ShownStatus }) {
  const { t } = useTranslation("runs");
  const { badge, icon: Icon } = LOOK[status];
  return (
    <span className={`badge${badge}`}>
      {Icon === null ? <span className="dot pulse" /> : <Icon className="i xs" aria-hidden="true" />}
      {t(status)}
    </span>
  );
}
