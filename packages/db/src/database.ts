/** Everything that is remembered, behind one object. */
import { type Connection, type ConnectionOptions, connect } from "./connection.ts";
import { type Endpoints, endpoints } from "./endpoints.ts";
import { type Keys, keys } from "./keys.ts";
import { type Pipelines, pipelines } from "./pipelines.ts";
import { type Preferences, preferences } from "./preferences.ts";
import { type Requests, requests } from "./requests.ts";
import { type RunClaims, runClaims } from "./run-claims.ts";
import { type RunEvents, runEvents } from "./run-events.ts";
import { type Runners, runners } from "./runners.ts";
import { type Runs, runs } from "./runs.ts";
import { type Uploads, uploads } from "./uploads.ts";

export interface Database {
  readonly connection: Connection;
  readonly pipelines: Pipelines;
  readonly runs: Runs;
  readonly runClaims: RunClaims;
  readonly runEvents: RunEvents;
  readonly runners: Runners;
  readonly endpoints: Endpoints;
  readonly keys: Keys;
  readonly requests: Requests;
  readonly uploads: Uploads;
  readonly preferences: Preferences;
  close(): Promise<void>;
}

/** Connects lazily: nothing is sent before the first query. The tables are made by `migrate`. */
export function openDatabase(options: ConnectionOptions): Database {
  const connection = connect(options);
  return {
    connection,
    pipelines: pipelines(connection),
    runs: runs(connection),
    runClaims: runClaims(connection),
    runEvents: runEvents(connection),
    runners: runners(connection),
    endpoints: endpoints(connection),
    keys: keys(connection),
    requests: requests(connection),
    uploads: uploads(connection),
    preferences: preferences(connection),
    close: () => connection.close(),
  };
}
