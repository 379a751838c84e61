/** The choices that make a pipeline, beside what was understood of the data. */
import type { TemplateId } from "@fuseline/nodes/templates";
import { useMemo, useState } from "react";
import { ColumnTable } from "./column-table.tsx";
import { DataProblems } from "./data-problems.tsx";
import type { DataSource } from "./data-source.ts";
import { DataSummary } from "./data-summary.tsx";
import { defaultModels, type ReadyModel } from "./default-models.ts";
import "./pipeline-form.css";
import { PlanCard } from "./plan-card.tsx";
import type { Understood } from "./understood.ts";
import { likelyTemplate, preview, type Wishes, withRole } from "./wishes.ts";

export interface PipelineFormProps {
  readonly source: DataSource;
  readonly understood: Understood;
  readonly models: readonly ReadyModel[];
  /** The template that was asked for, before the data was seen. */
  readonly wanted: TemplateId | undefined;
}

export function PipelineForm({ source, understood, models, wanted }: PipelineFormProps) {
  const { understanding } = understood;
  const [wishes, setWishes] = useState<Wishes>(() => {
    const template = wanted ?? likelyTemplate(understanding);
    return { template, models: defaultModels(models, understood, template) };
  });
  const seen = useMemo(() => preview(understanding, wishes), [understanding, wishes]);
  const roles = seen.ok ? seen.roles : {};
  return (
    <div className="new-pipeline">
      <div className="new-data">
        <DataSummary understood={understood} />
        <ColumnTable
          understood={understood}
          roles={roles}
          hasAnswer={wishes.template !== "find-pictures"}
          onRole={(column, role) => setWishes({ ...wishes, ...withRole(roles, column, role) })}
        />
        <DataProblems understood={understood} />
      </div>
      <PlanCard source={source} understood={understood} models={models} {...{ wishes, setWishes, seen }} />
    </div>
  );
}
