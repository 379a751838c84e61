/** The settings of the selected block, made from its declared fields. */
import "./inspector.css";
import { type Issue, isActive } from "@fuseline/schema";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NodeRun } from "../run/node-run.ts";
import { useEditor } from "../store/editor-context.ts";
import { ChangeCostCard } from "./change-cost-card.tsx";
import { InspectorField } from "./inspector-field.tsx";
import { NodeHeading } from "./node-heading.tsx";
import { NodeIssues } from "./node-issues.tsx";

export function Inspector({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const resolved = useEditor((state) => state.resolved.nodes[node]);
  const told = useEditor(({ nodeRuns }) => toldByRun(nodeRuns[node]));
  const [advanced, setAdvanced] = useState(false);
  if (resolved?.definition === undefined) return null;
  const { definition, params, issues } = resolved;
  const shown = Object.entries(definition.params).filter(([name]) =>
    isActive(definition.params, name, params),
  );
  const plain = shown.filter(([, field]) => field.advanced !== true);
  const folded = shown.filter(([, field]) => field.advanced === true);
  const fieldIssues = new Set(shown.map(([name]) => name));
  const own = issues.filter(({ at }) => at.param === undefined || !fieldIssues.has(at.param));
  // A mistake must not hide in a folded part.
  const open = advanced || folded.some(([name]) => issues.some(({ at }) => at.param === name));
  const Chevron = open ? ChevronDown : ChevronRight;
  const fields = (list: typeof shown) =>
    list.map(([name, field]) => (
      <InspectorField
        key={name}
        node={node}
        name={name}
        field={field}
        value={params[name] ?? null}
        issues={issues.filter(({ at }) => at.param === name)}
      />
    ));
  return (
    <div className="inspector">
      <NodeHeading node={node} definition={definition} />
      <div className="form">
        <NodeIssues issues={told === undefined || issues.includes(told) ? own : [told, ...own]} />
        {shown.length === 0 ? <p className="help">{t("noSettings")}</p> : fields(plain)}
        {folded.length === 0 ? null : (
          <>
            <button
              type="button"
              className="advanced"
              aria-expanded={open}
              onClick={() => setAdvanced(!open)}
            >
              <Chevron className="i s" aria-hidden="true" />
              {t("advanced")}
              <span>{t("settingsCount", { count: folded.length })}</span>
            </button>
            {open ? fields(folded) : null}
          </>
        )}
      </div>
      <ChangeCostCard node={node} />
    </div>
  );
}

/** What the run said about the block; what the drawing itself says is among its own issues. */
function toldByRun(run: NodeRun | undefined): Issue | undefined {
  return run?.state === "attention" || run?.state === "error" ? run.issue : undefined;
}
