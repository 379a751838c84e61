/** Every report of a run, with the model it is about. */
import { useQueries } from "@tanstack/react-query";
import type { RunDetails } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { type ReportStep, reportSteps } from "./report-steps.ts";
import { type Report, readReport } from "./reports.ts";

export interface FoundReport {
  readonly step: ReportStep;
  readonly report: Report;
}

export interface Reports {
  readonly found: readonly FoundReport[];
  readonly isPending: boolean;
  readonly error: unknown;
}

export function useReports(details: RunDetails): Reports {
  const steps = reportSteps(details.plan);
  return useQueries({
    // A report is named by its content key: it never changes.
    queries: steps.map(({ key }) =>
      trpc.results.report.queryOptions({ key, port: "report" }, { staleTime: Number.POSITIVE_INFINITY }),
    ),
    combine: (answers) => ({
      found: answers.flatMap(({ data }, place) => {
        const [step, report] = [steps[place], data === undefined ? null : readReport(data)];
        return step === undefined || report === null ? [] : [{ step, report }];
      }),
      isPending: answers.some(({ isPending }) => isPending),
      error: answers.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}
