/** The map: every card as a small box, what is out of view under a veil; press or drag to go there, turn the wheel to zoom. */
import "./map.css";
import { Panel, useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { inView } from "../graph/sight.ts";
import { followTheme } from "../paint/follow-theme.ts";
import { cardBox } from "../store/card-frame.ts";
import { useEditorStore } from "../store/editor-context.ts";
import { MapPainter } from "./map-painter.ts";

/** Share by which one pixel of the wheel zooms, in powers of two. */
const WHEEL = 0.002;

export function DrawingMap() {
  const { t } = useTranslation("canvas");
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<MapPainter>(null);
  const { flow: drawing } = useEditorStore();
  const view = useStoreApi();
  const flow = useReactFlow();
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const made = new MapPainter(canvas.current, () => ({
      cards: drawing.getState().nodes.map(cardBox),
      view: inView(view.getState()),
    }));
    made.paint();
    painter.current = made;
    const stops = [
      view.subscribe(({ transform }, before) => {
        if (transform !== before.transform) made.changed();
      }),
      drawing.subscribe(() => made.changed()),
      followTheme(() => made.recolour()),
      () => made.close(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [drawing, view]);
  const goTo = ({ currentTarget, clientX, clientY }: PointerEvent): void => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const place = painter.current?.placeAt(clientX - left, clientY - top);
    if (place !== undefined) void flow.setCenter(place.x, place.y, { zoom: flow.getZoom() });
  };
  return (
    <Panel position="bottom-right" className="drawing-map">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("map")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) goTo(event);
        }}
        onWheel={({ deltaY }) => void flow.zoomTo(flow.getZoom() * 2 ** (-deltaY * WHEEL))}
      />
    </Panel>
  );
}
