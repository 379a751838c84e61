/** The curves that a trained model keeps of its training. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { z } from "zod";
import { trpc } from "../server/trpc.ts";
import type { Curves } from "./curves.ts";

const manifest = z.object({
  training: z.object({ curves: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))) }),
});
const NONE: Curves = {};

/** @param step key of the training; null where there is none */
export function useModelCurves(step: string | null): Curves {
  const { data } = useQuery(
    trpc.results.model.queryOptions(
      { key: step ?? "", port: "model" },
      // Named by its content: it never changes, and it may have been cleared.
      { enabled: step !== null, staleTime: Number.POSITIVE_INFINITY, retry: false },
    ),
  );
  return useMemo(() => {
    const read = manifest.safeParse(data);
    if (!read.success) return NONE;
    const curves = Object.entries(read.data.training.curves).map(([series, points]) => [
      series,
      { steps: points.map(([step]) => step), values: points.map(([, value]) => value) },
    ]);
    return Object.fromEntries(curves);
  }, [data]);
}
