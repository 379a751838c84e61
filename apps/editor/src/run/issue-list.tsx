/** Problems of a run: what happened, where, what to do. The same problem of the same node is said once. */
import { type Issue, messageOf, type PipelineDocument } from "@fuseline/schema";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { buttonClass } from "../ui/button.tsx";
import { distinctIssues } from "./distinct-issues.ts";
import { nodeTitle } from "./node-title.ts";
import "./issue-list.css";

export interface IssueListProps {
  readonly issues: readonly Issue[];
  readonly pipelineId: string | null;
  readonly document: PipelineDocument | null;
}

export function IssueList({ issues, pipelineId, document }: IssueListProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const distinct = distinctIssues(issues);
  if (distinct.length === 0) return null;
  return (
    <section aria-label={t("issues")}>
      <ul className="issues">
        {distinct.map((issue) => {
          const { title, fix } = messageOf(issue, language);
          const Icon = issue.severity === "error" ? CircleAlert : TriangleAlert;
          const { node } = issue.at;
          return (
            <li key={`${issue.code} ${node} ${title}`} data-severity={issue.severity}>
              <Icon className="i" aria-hidden="true" />
              <div>
                <p>
                  {node === undefined || document === null ? null : (
                    <b>{nodeTitle(document, node, language)}: </b>
                  )}
                  {title}
                </p>
                {fix === "" ? null : <p className="fix">{fix}</p>}
              </div>
              {node === undefined || pipelineId === null ? null : (
                <Link className={buttonClass({ size: "small" })} to={`/pipelines/${pipelineId}?node=${node}`}>
                  {t("showOnCanvas")}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
