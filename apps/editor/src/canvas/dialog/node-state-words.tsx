/** The state of a node in words, for lists and readers. */
import { messageOf } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { stateWords } from "../run/state-words.ts";
import { useEditor } from "../store/editor-context.ts";

export function NodeStateWords({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const run = useEditor(({ nodeRuns }) => nodeRuns[node]);
  if (run === undefined || run.state === "none") return null;
  const words = "issue" in run ? messageOf(run.issue, language).title : t(stateWords(run));
  return <span className="state-words">{words}</span>;
}
