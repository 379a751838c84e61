/** Shows the whole pipeline while the frame around it is still being laid out; the first touch ends that. */
import { getViewportForBounds, type Rect, useNodesInitialized, useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";
import { cardHeight } from "../graph/card-height.ts";
import { useEditorStore } from "../store/editor-context.ts";
import type { EditorState } from "../store/editor-state.ts";
import { FIT } from "./fit.ts";

const TOUCHES = ["pointerdown", "wheel", "keydown"] as const;

/**
 * The dock comes with the run, after the cards have been fitted, and previews make cards taller: neither may hide a
 * card. A block that was asked for by the address keeps the view.
 */
export function useFirstFit(): void {
  const [search] = useSearchParams();
  const asked = search.has("node");
  const flow = useReactFlow();
  const store = useEditorStore();
  const drawn = useNodesInitialized();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const minZoom = useStore((state) => state.minZoom);
  const touched = useRef(false);
  useEffect(() => {
    const touch = (): void => {
      touched.current = true;
    };
    for (const type of TOUCHES) document.addEventListener(type, touch, { capture: true, once: true });
    return () => {
      for (const type of TOUCHES) document.removeEventListener(type, touch, { capture: true });
    };
  }, []);
  useEffect(() => {
    const bounds = finalBounds(store.getState());
    if (asked || touched.current || !drawn || bounds === null || width === 0 || height === 0) return;
    const { maxZoom, padding } = FIT;
    // After React Flow's own fit, which knows only what is drawn by now.
    const timer = window.setTimeout(
      () => void flow.setViewport(getViewportForBounds(bounds, width, height, minZoom, maxZoom, padding)),
    );
    return () => window.clearTimeout(timer);
  }, [asked, drawn, flow, store, width, height, minZoom]);
}

/** Around all cards, as tall as they become. */
function finalBounds({ sync, views }: EditorState): Rect | null {
  const cards = Object.values(views).flatMap((view) => {
    const place = sync.document.nodes[view.id]?.position;
    return place === undefined
      ? []
      : [{ ...place, right: place.x + view.width, bottom: place.y + cardHeight(view) }];
  });
  if (cards.length === 0) return null;
  const x = Math.min(...cards.map((card) => card.x));
  const y = Math.min(...cards.map((card) => card.y));
  const right = Math.max(...cards.map((card) => card.right));
  const bottom = Math.max(...cards.map((card) => card.bottom));
  return { x, y, width: right - x, height: bottom - y };
}
