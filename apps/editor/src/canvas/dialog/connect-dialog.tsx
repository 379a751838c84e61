/** Draws a wire by keyboard: a port of the selected block, then a port that fits. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fittingPorts, type Side } from "../connect/fitting-ports.ts";
import { PortMark } from "../flow/port-mark.tsx";
import { tintStyle } from "../flow/tint-style.ts";
import type { NodeView } from "../graph/node-view.ts";
import type { PortView } from "../graph/port-view.ts";
import { useEditor, useGestures, useSelectedNode } from "../store/editor-context.ts";
import { EditorDialog } from "./editor-dialog.tsx";

interface Start {
  readonly port: PortView;
  readonly side: Side;
}

export function ConnectDialog() {
  const { t } = useTranslation("canvas");
  const node = useSelectedNode();
  const view = useEditor(({ views }) => (node === null ? undefined : views[node]));
  const [start, setStart] = useState<Start | null>(null);
  if (view === undefined) {
    return (
      <EditorDialog title={t("connectTitle")} text={t("connectNothing")}>
        {null}
      </EditorDialog>
    );
  }
  return (
    <EditorDialog
      title={t("connectOf", { node: view.title })}
      text={start === null ? t("connectFrom") : t("connectTo", { port: start.port.label })}
    >
      {start === null ? <Ports view={view} choose={setStart} /> : <Targets view={view} start={start} />}
    </EditorDialog>
  );
}

function Ports({ view, choose }: { readonly view: NodeView; choose(start: Start): void }) {
  const { t } = useTranslation("canvas");
  const list = (ports: readonly PortView[], side: Side) =>
    ports.map((port) => (
      <li key={`${side} ${port.id}`}>
        <button type="button" className="choice" onClick={() => choose({ port, side })}>
          <span style={tintStyle(port.tint)}>
            <PortMark shape={port.shape} />
          </span>
          <b>{port.label}</b>
          <em>{t(side === "output" ? "outputOf" : "inputOf", { carries: port.carries })}</em>
        </button>
      </li>
    ));
  return (
    <ul className="choices">
      {list(view.outputs, "output")}
      {list(view.inputs, "input")}
    </ul>
  );
}

function Targets({ view, start }: { readonly view: NodeView; readonly start: Start }) {
  const { t } = useTranslation("canvas");
  const resolved = useEditor((state) => state.resolved);
  const views = useEditor((state) => state.views);
  const show = useEditor((state) => state.showDialog);
  const gestures = useGestures();
  const from = { node: view.id, port: start.port.id };
  const fitting = fittingPorts(resolved, from, start.side);
  if (fitting.length === 0) return <p className="muted">{t("nothingFits")}</p>;
  return (
    <ul className="choices">
      {fitting.map((place) => {
        const other = views[place.node];
        const ports = start.side === "output" ? other?.inputs : other?.outputs;
        const label = ports?.find(({ id }) => id === place.port)?.label ?? place.port;
        return (
          <li key={`${place.node} ${place.port}`}>
            <button
              type="button"
              className="choice"
              onClick={() => {
                show(null);
                gestures.connect(start.side === "output" ? { from, to: place } : { from: place, to: from });
              }}
            >
              <b>{other?.title ?? place.node}</b>
              <em>{label}</em>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
