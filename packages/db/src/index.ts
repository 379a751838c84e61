export { type Append, LeaseLost } from "./append-events.ts";
export { changes } from "./changes.ts";
export type { Connection, ConnectionOptions } from "./connection.ts";
export { type Database, openDatabase } from "./database.ts";
export { makeDataFolder } from "./embedded/data-folder.ts";
export { type EmbeddedDatabase, startEmbedded } from "./embedded/start.ts";
export { ENDPOINTS_TOPIC, type EndpointRecord, type Publication, type VersionRecord } from "./endpoints.ts";
export { problem } from "./issue.ts";
export type { KeySummary, NewApiKey } from "./keys.ts";
export { migrate, migrationFolder } from "./migrate.ts";
export {
  type OperationDraft,
  type OperationRecord,
  PIPELINES_TOPIC,
  type PipelineRecord,
  type PipelineSummary,
  pipelineTopic,
  type Save,
  type SaveResult,
  type VersionSummary,
} from "./pipelines.ts";
export type { RequestEntry, TrafficMinute } from "./requests.ts";
export type { Claim, ClaimResult, Ending, Requests as RunRequests, RunClaims } from "./run-claims.ts";
export {
  isFinished,
  type Metrics,
  RUNS_TOPIC,
  type RunRecord,
  type RunResult,
  type RunStatus,
  type RunSummary,
  requestTopic,
  runTopic,
} from "./run-record.ts";
export { RUNNERS_TOPIC, type RunnerFacts, type RunnerRecord } from "./runners.ts";
export type { NewRun, RunFilter } from "./runs.ts";
export { translateError } from "./translate-error.ts";
export type { NewUpload, UploadRecord } from "./uploads.ts";
