/** Shapes of what the server answers, for components that show parts of it. */
import type { AppRouter } from "@fuseline/server";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>;

export type PipelineSummary = Outputs["pipelines"]["list"][number];
export type RunSummary = Outputs["runs"]["list"][number];
export type RunDetails = Outputs["runs"]["get"];
export type ModelRows = Outputs["results"]["modelRows"];
/** What a model takes and gives. */
export type ModelFace = Outputs["trials"]["describe"];
export type ServedInput = ModelFace["inputs"][number];
export type Answer = Outputs["trials"]["ask"];
export type ExampleRows = Outputs["trials"]["examples"];
export type EndpointVersion = Outputs["endpoints"]["versions"][number];
export type EndpointKey = Outputs["endpoints"]["keys"][number];

/** Who computes, and how busy it is. */
export type Runner = Outputs["system"]["runners"][number];
