/** The painting behind the cards while the drawing is seen from far away; what it shows, the cards themselves say. */
import "./far.css";
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { followTheme } from "../paint/follow-theme.ts";
import { useEditorStore } from "../store/editor-context.ts";
import type { EditorStore } from "../store/editor-store.ts";
import type { FlowNode } from "../store/flow-store.ts";
import { FarPainter } from "./far-painter.ts";
import { type FarScene, farScene } from "./far-scene.ts";

export function FarCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useEditorStore();
  const flow = useStoreApi();
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    // Made anew only when something on it has changed: finding the way of a thousand wires takes a frame's time.
    let scene: FarScene | null = null;
    const sceneNow = (): FarScene => {
      scene ??= farScene({ ...store.getState(), ...store.flow.getState() });
      return scene;
    };
    const painter = new FarPainter(canvas.current, sceneNow, flow.getState);
    painter.paint();
    const stops = [
      flow.subscribe(({ transform, width, height }, before) => {
        if (transform !== before.transform || width !== before.width || height !== before.height)
          painter.move();
      }),
      whenChanged(store, () => {
        scene = null;
        painter.changed();
      }),
      followTheme(() => painter.recolour()),
      () => painter.close(),
    ];
    void document.fonts.ready.then(() => painter.recolour());
    return () => {
      for (const stop of stops) stop();
    };
  }, [store, flow]);
  return <canvas ref={canvas} className="far-canvas" />;
}

/** Hears of every change but the way of what is being dragged, which is not painted. */
function whenChanged(store: EditorStore, hear: () => void): () => void {
  const stops = [
    store.subscribe((state, before) => {
      const { views, wires, nodeRuns } = before;
      if (state.views !== views || state.wires !== wires || state.nodeRuns !== nodeRuns) hear();
    }),
    store.flow.subscribe((state, before) => {
      if (state.edges !== before.edges || !sameList(still(state.nodes), still(before.nodes))) hear();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const still = (nodes: readonly FlowNode[]): readonly FlowNode[] =>
  nodes.filter(({ dragging }) => dragging !== true);

const sameList = (a: readonly FlowNode[], b: readonly FlowNode[]): boolean =>
  a.length === b.length && a.every((node, place) => node === b[place]);
