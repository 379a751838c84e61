/** Pause, and Resume in its place. */
import type { RunState } from "@fuseline/schema";
import { Pause, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonLook } from "../ui/button.tsx";
import { usePauseRun } from "./use-pause-run.ts";

export interface PauseButtonProps extends ButtonLook {
  readonly run: RunState;
}

/** @param look.size small: in the dock, where Pause is an icon alone */
export function PauseButton({ run, ...look }: PauseButtonProps) {
  const { t } = useTranslation("run");
  const { paused, changing, toggle } = usePauseRun(run);
  const words = t(paused ? "resume" : changing ? "pausing" : "pause");
  const Icon = paused ? Play : Pause;
  const alone = look.size === "small" && !paused;
  return (
    <Button
      {...look}
      className="pause-button"
      disabled={changing}
      {...(alone ? { "aria-label": words } : {})}
      title={`${words} (P)`}
      onClick={toggle}
    >
      <Icon className="i s" aria-hidden="true" />
      {alone ? null : words}
    </Button>
  );
}
