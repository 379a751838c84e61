/** What it takes to find a running server, without loading one: commands that only talk to it start in a moment. */
export { findServer, type ServerFile } from "./app/server-file.ts";
export { type Environment, readSettings, type Settings } from "./settings/settings.ts";
