/** One port of a card: a mark that wires are drawn from, and its name. */
import { Handle, Position } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { portKey } from "../connect/fitting-ports.ts";
import { FIRST_ROW, ROW } from "../graph/card-layout.ts";
import type { PortView } from "../graph/port-view.ts";
import { useEditor } from "../store/editor-context.ts";
import { PortMark } from "./port-mark.tsx";
import { tintStyle } from "./tint-style.ts";

export interface CardPortProps {
  readonly node: string;
  readonly port: PortView;
  readonly side: "input" | "output";
}

export function CardPort({ node, port, side }: CardPortProps) {
  const { t } = useTranslation("canvas");
  const fit = useEditor(({ fitting }) =>
    fitting === null ? "" : fitting.has(portKey({ node, port: port.id }, side)) ? " fits" : " fades",
  );
  const top = FIRST_ROW + port.row * ROW;
  const name = t(side === "input" ? "inputPort" : "outputPort", { port: port.label, carries: port.carries });
  const ends =
    port.connected.length === 0 ? t("notConnected") : t("connectedTo", { nodes: port.connected.join(", ") });
  return (
    <>
      <Handle
        id={port.id}
        type={side === "input" ? "target" : "source"}
        position={side === "input" ? Position.Left : Position.Right}
        className={`port${port.wrong ? " wrong" : ""}${fit}`}
        style={{ ...tintStyle(port.tint), top }}
        role="button"
        aria-label={`${name}, ${ends}`}
        title={`${port.label}: ${port.carries}`}
      >
        <PortMark shape={port.shape} />
      </Handle>
      <span
        className={side === "input" ? "port-name in" : "port-name out"}
        style={{ top }}
        aria-hidden="true"
      >
        {port.label}
      </span>
    </>
  );
}
