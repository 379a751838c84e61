/** The state of a node in words, for readers and lists; empty where there is nothing to say. */
import { messageOf } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import type { NodeRun } from "./node-run.ts";
import { stateWords } from "./state-words.ts";

export function useSpokenState(run: NodeRun): string {
  const { t } = useTranslation(["canvas", "run"]);
  const language = useLanguage();
  if (run.state === "none") return "";
  if (run.state === "attention" || run.state === "error") return messageOf(run.issue, language).title;
  const words = t(stateWords(run));
  if ((run.state !== "running" && run.state !== "paused") || run.progress?.unit !== "epochs") return words;
  const { done, total } = run.progress;
  return `${words}, ${t("run:unitEpochs", { done, total })}`;
}
