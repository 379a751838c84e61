/** Addresses of the editor; every page is loaded when it is first opened. */
import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { Skeleton } from "../ui/skeleton.tsx";
import { BrokenPage } from "./broken-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";

const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
});

const loading = (
  <div className="page">
    <Skeleton rows={4} height={72} />
  </div>
);

export const makeRouter = () =>
  createBrowserRouter([
    {
      errorElement: <BrokenPage />,
      hydrateFallbackElement: loading,
      children: [
        page("/", async () => (await import("../start/start-page.tsx")).StartPage),
        page("/pipelines", async () => (await import("../pipelines/pipelines-page.tsx")).PipelinesPage),
        page("/pipelines/:pipelineId", async () => (await import("../canvas/index.tsx")).CanvasPage),
        page(
          "/new/pipeline",
          async () => (await import("../new-pipeline/new-pipeline-page.tsx")).NewPipelinePage,
        ),
        page("/runs", async () => (await import("../runs/runs-page.tsx")).RunsPage),
        page("/runs/:runId", async () => (await import("../run/run-page.tsx")).RunPage),
        page("/endpoints", async () => (await import("../endpoints/endpoints-page.tsx")).EndpointsPage),
        page("/endpoints/:name", async () => (await import("../endpoint/endpoint-page.tsx")).EndpointPage),
        page("/endpoints/:name/api", async () => (await import("../api-page/api-page.tsx")).ApiPage),
        { path: "*", element: <NotFoundPage /> },
      ],
    },
  ]);
