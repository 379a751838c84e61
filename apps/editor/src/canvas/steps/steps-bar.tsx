/** The seven steps above the canvas: what is done, what is at work, where something needs a person. */
import "./steps-bar.css";
import { useQuery } from "@tanstack/react-query";
import { useReactFlow } from "@xyflow/react";
import { Check } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { trpc } from "../../server/trpc.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";
import { type StepView, sevenSteps } from "./seven-steps.ts";

export function StepsBar() {
  const { t } = useTranslation("canvas");
  const nodes = useEditor(({ resolved }) => resolved.nodes);
  const runs = useEditor((state) => state.nodeRuns);
  const published = usePublished();
  const steps = useMemo(
    () => sevenSteps({ nodes: Object.values(nodes), runs, published }),
    [nodes, runs, published],
  );
  return (
    <nav className="steps" aria-label={t("sevenSteps")}>
      <ol>
        {steps.map((step, place) => (
          <Step key={step.name} step={step} number={place + 1} />
        ))}
      </ol>
    </nav>
  );
}

function Step({ step: { name, mark, node }, number }: { readonly step: StepView; readonly number: number }) {
  const { t } = useTranslation("canvas");
  const select = useFlow((state) => state.select);
  const flow = useReactFlow();
  return (
    <li data-mark={mark}>
      <button
        type="button"
        aria-label={`${t(`step_${name}`)}: ${t(`mark_${mark}`)}`}
        disabled={node === null}
        onClick={() => {
          if (node === null) return;
          select([node]);
          void flow.fitView({
            nodes: [{ id: node }],
            duration: 180,
            minZoom: flow.getZoom(),
            maxZoom: flow.getZoom(),
          });
        }}
      >
        <i aria-hidden="true">
          {mark === "done" ? (
            <Check className="i xs" />
          ) : mark === "error" || mark === "attention" ? (
            "!"
          ) : (
            number
          )}
        </i>
        {t(`step_${name}`)}
      </button>
    </li>
  );
}

/** Whether an endpoint of the name in the publishing block is there. */
function usePublished(): boolean {
  const names = useEditor(({ resolved }) =>
    Object.values(resolved.nodes)
      .filter(({ definition }) => definition?.group === "publish")
      .map(({ params }) => (typeof params.name === "string" ? params.name : ""))
      .filter(Boolean)
      .join(" "),
  );
  const { data } = useQuery(trpc.endpoints.list.queryOptions(undefined, { staleTime: 10_000 }));
  const wanted = new Set(names.split(" "));
  return data?.some(({ name, liveVersion }) => wanted.has(name) && liveVersion !== null) ?? false;
}
