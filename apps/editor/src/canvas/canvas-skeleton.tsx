/** The layout of the editor while the pipeline is loading. */
import { Page } from "../app/page.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

export function CanvasSkeleton() {
  return (
    <Page title="…">
      <div className="page">
        <Skeleton rows={4} height={96} />
      </div>
    </Page>
  );
}
