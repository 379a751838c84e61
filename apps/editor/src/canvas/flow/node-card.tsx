/** A node on the canvas, in the fixed order of the design: header, ports, preview, state. */
import "./card.css";
import { memo } from "react";
import type { NodeView } from "../graph/node-view.ts";
import { CardPreview } from "../preview/card-preview.tsx";
import type { NodeRun } from "../run/node-run.ts";
import { useSpokenState } from "../run/use-spoken-state.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";
import { CardPort } from "./card-port.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { StateStrip } from "./state-strip.tsx";
import { tintStyle, type Variables } from "./tint-style.ts";

const NOT_RUN: NodeRun = { state: "none" };
const LOOKS: { readonly [S in NodeRun["state"]]?: string } = { running: "runs", error: "bad" };

export interface NodeCardProps {
  readonly id: string;
  readonly selected: boolean;
  /** Pixels: as it was drawn the last time, or about. */
  readonly height?: number;
}

export const NodeCard = memo(function NodeCard({ id, selected, height }: NodeCardProps) {
  const view = useEditor(({ views }) => views[id]);
  const run = useEditor(({ nodeRuns }) => nodeRuns[id]) ?? NOT_RUN;
  const inFull = useFlow(({ shown }) => shown.has(id));
  const spoken = useSpokenState(run);
  if (view === undefined) return null;
  const { title, subtitle, width, rows } = view;
  const style: Variables = { width, "--rows": rows, ...tintStyle(view.tint) };
  const look = [
    "node",
    selected ? "sel" : "",
    inFull ? "" : "light",
    view.state === "blocked" ? "blocked" : "",
    LOOKS[run.state] ?? "",
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields of a form and lays out a legend; a card has neither
    <div
      className={look.filter(Boolean).join(" ")}
      style={inFull ? style : { ...style, height }}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a card takes keys: arrows move it, Enter opens it, Del removes it
      tabIndex={0}
      data-node={id}
      aria-label={[title, subtitle, spoken].filter(Boolean).join(", ")}
    >
      {inFull ? <WholeCard id={id} view={view} run={run} /> : <h2>{title}</h2>}
    </div>
  );
});

interface WholeCardProps {
  readonly id: string;
  readonly view: NodeView;
  readonly run: NodeRun;
}

function WholeCard({ id, view, run }: WholeCardProps) {
  const { title, subtitle, inputs, outputs } = view;
  return (
    <>
      <header>
        <span className="chip">
          <KindIcon name={view.icon} />
        </span>
        <div>
          <h2 title={title} data-long={view.longTitle}>
            {title}
          </h2>
          {view.longTitle ? null : <p title={subtitle}>{subtitle}</p>}
        </div>
      </header>
      {inputs.map((port) => (
        <CardPort key={port.id} node={id} port={port} side="input" />
      ))}
      {outputs.map((port) => (
        <CardPort key={port.id} node={id} port={port} side="output" />
      ))}
      <div className="node-body">
        <CardPreview node={id} />
      </div>
      <StateStrip node={id} run={run} />
    </>
  );
}
