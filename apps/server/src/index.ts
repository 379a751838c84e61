/** What the command line needs of the server; the editor imports the router's type only. */
export type { BuiltServer, ServerParts } from "./app/build-server.ts";
export { buildServer } from "./app/build-server.ts";
export { type RunningServer, type StartParts, startServer } from "./app/start-server.ts";
export { type Examined, examine, installedModels } from "./doctor/examine.ts";
export type { Finding } from "./doctor/finding.ts";
export { fetchModel, type NamedModels } from "./prepare/choose-models.ts";
export { type NewPipeline, newPipeline, type Wishes } from "./prepare/new-pipeline.ts";
export { type InputUnderstood, understandInput } from "./prepare/understand-input.ts";
export type { ParityCertificate } from "./publishing/parity.ts";
export type { AppRouter } from "./trpc/router.ts";
