/** What went wrong with a node, and the button that mends it. */
import { type Issue, messageOf } from "@fuseline/schema";
import { CircleAlert } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { newId } from "../edit/new-id.ts";
import { issueFixes } from "../issues/issue-fixes.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";

export function ErrorStrip({ node, issue }: { readonly node: string; readonly issue: Issue }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const document = useEditor(({ sync }) => sync.document);
  const edit = useEditor((state) => state.edit);
  const select = useFlow((state) => state.select);
  const showTab = useEditor((state) => state.showTab);
  const [first] = useMemo(() => issueFixes({ document, issue, newId }), [document, issue]);
  const { title, fix } = messageOf(issue, language);
  return (
    <div className="strip err" role="alert">
      <CircleAlert className="i s" aria-hidden="true" />
      <p title={fix}>{title}</p>
      <Button
        size="small"
        className="nodrag"
        onClick={() => {
          if (first !== undefined) return edit(first.operation);
          select([node]);
          showTab("settings");
        }}
      >
        {first?.label[language] ?? t("showFix")}
      </Button>
    </div>
  );
}
