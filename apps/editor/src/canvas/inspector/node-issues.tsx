/** What is wrong with a block or a field, each with the buttons that mend it. */
import "./issues.css";
import { type Issue, messageOf } from "@fuseline/schema";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { useLanguage } from "../../i18n/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { newId } from "../edit/new-id.ts";
import { issueFixes } from "../issues/issue-fixes.ts";
import { useEditor } from "../store/editor-context.ts";

export function NodeIssues({ issues }: { readonly issues: readonly Issue[] }) {
  return issues.map((issue) => (
    <NodeIssue key={`${issue.code} ${JSON.stringify(issue.facts)}`} issue={issue} />
  ));
}

function NodeIssue({ issue }: { readonly issue: Issue }) {
  const language = useLanguage();
  const document = useEditor(({ sync }) => sync.document);
  const edit = useEditor((state) => state.edit);
  const fixes = useMemo(() => issueFixes({ document, issue, newId }), [document, issue]);
  const { title, fix } = messageOf(issue, language);
  const Icon = issue.severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <div
      className="node-issue"
      data-severity={issue.severity}
      role={issue.severity === "error" ? "alert" : undefined}
    >
      <p>
        <Icon className="i s" aria-hidden="true" />
        <span>
          {title} {fixes.length === 0 ? fix : ""}
        </span>
      </p>
      {fixes.length === 0 ? null : (
        <div className="fixes">
          {fixes.map(({ label, operation }) => (
            // Two blocks of one name give two fixes of one name, and what each does is its own.
            <Button key={JSON.stringify(operation)} size="small" onClick={() => edit(operation)}>
              {label[language]}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
