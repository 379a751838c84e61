/** The first rows of a stored dataset; a stored result never changes, so it is asked for once. */

import type { AppRouter } from "@fuseline/server";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { trpc } from "../server/trpc.ts";

export type RowsPage = inferRouterOutputs<AppRouter>["results"]["page"];
export type PageCell = RowsPage["rows"][number]["cells"][number];

export interface WantedRows {
  /** Null while it is not known: nothing is asked for. */
  readonly step: string | null;
  readonly port?: string;
  readonly split?: "train" | "validation" | "test";
}

const FEW = 8;
/** Rows at the start of a file are often alike; those a third of the way down show more of it. */
const SHARE = 0.37;

export function useRows({ step, port = "data", split }: WantedRows): RowsPage | undefined {
  const wanted = { key: step ?? "", port, ...(split === undefined ? {} : { split }) };
  const lasting = { staleTime: Number.POSITIVE_INFINITY, retry: false };
  const { data: first } = useQuery(
    trpc.results.page.queryOptions({ ...wanted, limit: 1 }, { ...lasting, enabled: step !== null }),
  );
  const offset = Math.max(0, Math.min((first?.total ?? 0) - FEW, Math.floor((first?.total ?? 0) * SHARE)));
  const { data } = useQuery(
    trpc.results.page.queryOptions(
      { ...wanted, offset, limit: FEW },
      { ...lasting, enabled: first !== undefined && split === undefined },
    ),
  );
  return split === undefined ? data : first;
}
