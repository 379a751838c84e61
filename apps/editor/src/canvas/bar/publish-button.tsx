/** Publishes the newest finished model. */
import { lazy, Suspense } from "react";
import { useFinishedRun } from "../panel/use-finished-run.ts";

const PublishDialog = lazy(async () => ({
  default: (await import("../../publish/publish-dialog.tsx")).PublishDialog,
}));

export function PublishButton() {
  const run = useFinishedRun();
  if (run === null) return null;
  return (
    <Suspense>
      <PublishDialog key={run.id} runId={run.id} name={run.name} look="outline" />
    </Suspense>
  );
}
