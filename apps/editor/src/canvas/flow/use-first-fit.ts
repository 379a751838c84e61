/** Shows the whole pipeline while the frame around it is still being laid out; the first touch ends that. */
import { useReactFlow, useStore } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";
import { FIT } from "./fit.ts";

const TOUCHES = ["pointerdown", "wheel", "keydown"] as const;

/** The dock comes with the run, after the cards have been fitted; it must not cover them. A block that was asked for by the address keeps the view. */
export function useFirstFit(): void {
  const [search] = useSearchParams();
  const asked = search.has("node");
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
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
    if (!asked && !touched.current && width > 0 && height > 0) void flow.fitView(FIT);
  }, [asked, flow, width, height]);
}
