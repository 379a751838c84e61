/** Everything the editor and the command line may ask. The editor imports its type and nothing else of the server. */
import { catalog } from "./catalog.ts";
import { endpoints } from "./endpoints.ts";
import { pipelines } from "./pipelines.ts";
import { router } from "./procedure.ts";
import { results } from "./results.ts";
import { runs } from "./runs.ts";
import { system } from "./system.ts";
import { trials } from "./trials.ts";
import { uploads } from "./uploads.ts";

export const appRouter = router({ pipelines, runs, results, endpoints, trials, uploads, catalog, system });
export type AppRouter = typeof appRouter;
