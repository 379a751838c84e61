/** What the command line needs of the server; the editor imports the router's type only. */
export type { BuiltServer, ServerParts } from "./app/build-server.ts";
export { buildServer } from "./app/build-server.ts";
export { findServer, type ServerFile } from "./app/server-file.ts";
export { type RunningServer, type StartParts, startServer } from "./app/start-server.ts";
export { IssuesFound } from "./border/failure.ts";
export { type Examined, examine, type Finding, installedModels } from "./doctor/examine.ts";
export type { ParityCertificate } from "./publishing/parity.ts";
export { type Environment, readSettings, type Settings } from "./settings/settings.ts";
export type { AppRouter } from "./trpc/router.ts";
