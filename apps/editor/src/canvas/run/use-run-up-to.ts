/** Runs a pipeline up to one block, and says beforehand what that takes. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { duration } from "../../ui/time-words.ts";
import { useEditor } from "../store/editor-context.ts";
import { isActive } from "./node-run.ts";
import { sumForecast } from "./run-duration.ts";
import { stepsUpTo } from "./up-to.ts";
import { useStartRun } from "./use-start-run.ts";

export interface RunUpTo {
  /** “2 to run, about 40 s”; null while nobody knows. */
  readonly cost: string | null;
  /** Why it cannot be pressed: something is at work, or all of it is ready. */
  readonly disabled: boolean;
  start(): void;
}

export function useRunUpTo(node: string): RunUpTo {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const { starting, start } = useStartRun();
  const busy = useEditor(({ run }) => isActive(run));
  const resolved = useEditor((state) => state.resolved);
  const forecast = useEditor((state) => state.forecast);
  const sum = useMemo(
    () => (forecast === null ? null : sumForecast(stepsUpTo(node, resolved, forecast))),
    [node, resolved, forecast],
  );
  const ready = sum !== null && sum.toRun === 0;
  return { cost: costWords(), disabled: starting || busy || ready, start: () => start(node) };

  function costWords(): string | null {
    if (sum === null) return null;
    if (ready) return t("readyHere");
    const count = t("stepsToRun", { count: sum.toRun });
    return sum.seconds === null
      ? count
      : `${count}, ${t("about", { time: duration(sum.seconds, language) })}`;
  }
}
