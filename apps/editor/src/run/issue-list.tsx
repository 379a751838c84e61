/** Problems of a run: what happened, where, what to do. The same problem of the same node is said once. */
import { type Issue, messageOf, type PipelineDocument } from "@fuseline/schema";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { distinctIssues } from "./distinct-issues.ts";
import { nodeTitle } from "./node-title.ts";
import "./issue-list.css";

export interface IssueListProps {
  readonly issues: readonly Issue[];
  readonly pipelineId: string | null;
  readonly document: PipelineDocument | null;
}

/** More than this would push away what the person came for; errors are always shown. */
const SHOWN = 2;

export function IssueList({ issues, pipelineId, document }: IssueListProps) {
  const { t } = useTranslation("run");
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const distinct = distinctIssues(issues);
  const errors = distinct.filter(({ severity }) => severity === "error").length;
  const shown = all ? distinct : distinct.slice(0, Math.max(SHOWN, errors));
  if (distinct.length === 0) return null;
  return (
    <section aria-label={t("issues")}>
      <ul className="issues">
        {shown.map((issue) => {
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
      {shown.length < distinct.length ? (
        <Button look="quiet" size="small" onClick={() => setAll(true)}>
          {t("moreIssues", { count: distinct.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}
