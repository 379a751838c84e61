/** A wire that was refused: what is wrong, and the missing block as a ghost between the two ends. */

import { catalog } from "@fuseline/nodes";
import { messageOf } from "@fuseline/schema";
import "./ghost.css";
import { type InternalNode, useReactFlow, ViewportPortal } from "@xyflow/react";
import { Cable, Plus, Replace } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { KindIcon } from "../flow/kind-icon.tsx";
import { type Point, routeWire, wirePath } from "../graph/wire-path.ts";
import { useEditor, useGestures } from "../store/editor-context.ts";
import type { WrongWire } from "../store/panel-slice.ts";

export function WrongWireCard() {
  const wrong = useEditor((state) => state.wrongWire);
  return wrong === null ? null : <Refusal key={JSON.stringify(wrong.ends)} wrong={wrong} />;
}

function Refusal({ wrong }: { readonly wrong: WrongWire }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const gestures = useGestures();
  const dismiss = useEditor((state) => state.refuseWire);
  const place = usePlace(wrong);
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => actions.current?.querySelector("button")?.focus({ preventScroll: true }), []);
  const { heal, ends, issue } = wrong;
  const { title, fix } = messageOf(issue, language);
  const inserted = (heal?.replace === undefined ? heal?.insert : [heal.replace]) ?? [];
  return (
    <ViewportPortal>
      <WrongLine wrong={wrong} />
      <div
        className="ghost nodrag nopan"
        role="alertdialog"
        aria-label={t("wrongWire")}
        style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          dismiss(null);
        }}
      >
        {inserted.map(({ kind }) => (
          <p key={kind} className="ghost-block">
            <span className="chip">
              <KindIcon name={catalog.get(kind)?.icon ?? ""} />
            </span>
            <b>{catalog.get(kind)?.title[language] ?? kind}</b>
          </p>
        ))}
        <p className="ghost-why">
          <Cable className="i s" aria-hidden="true" />
          <span>{heal === undefined ? `${title} ${fix}` : heal.text[language]}</span>
        </p>
        <div className="row" ref={actions}>
          {heal === undefined ? null : (
            <Button look="primary" size="small" onClick={() => gestures.heal(ends, heal)}>
              {heal.replace === undefined ? (
                <Plus className="i s" aria-hidden="true" />
              ) : (
                <Replace className="i s" aria-hidden="true" />
              )}
              {t(heal.replace === undefined ? "insert" : "replaceBlock")}
            </Button>
          )}
          <Button size="small" onClick={() => dismiss(null)}>
            {t("cancel")}
          </Button>
        </div>
      </div>
    </ViewportPortal>
  );
}

/** From port to port, in the colour of attention. */
function WrongLine({ wrong: { ends } }: { readonly wrong: WrongWire }) {
  const flow = useReactFlow();
  const from = portPlace(flow.getInternalNode(ends.from.node), "source", ends.from.port);
  const to = portPlace(flow.getInternalNode(ends.to.node), "target", ends.to.port);
  if (from === null || to === null) return null;
  return (
    <svg className="wrong-lines" aria-hidden="true">
      <path className="wrong-wire" d={wirePath(routeWire({ from, to, lane: 0 }, []))} />
    </svg>
  );
}

function portPlace(node: InternalNode | undefined, side: "source" | "target", port: string): Point | null {
  const handle = node?.internals.handleBounds?.[side]?.find(({ id }) => id === port);
  if (node === undefined || handle === undefined) return null;
  const { x, y } = node.internals.positionAbsolute;
  return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2 };
}

/** Between the two cards, in the coordinates of the drawing. */
function usePlace({ ends }: WrongWire): { readonly x: number; readonly y: number } {
  const flow = useReactFlow();
  const [from, to] = [flow.getInternalNode(ends.from.node), flow.getInternalNode(ends.to.node)];
  const start = from?.internals.positionAbsolute ?? { x: 0, y: 0 };
  const end = to?.internals.positionAbsolute ?? start;
  const right = start.x + (from?.measured.width ?? 160);
  return { x: (right + end.x) / 2 - 120, y: Math.max(start.y, end.y) + 90 };
}
