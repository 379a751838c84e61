export { accepts } from "./accept.ts";
export { canonicalJson, contentKey, sameJson, sha256Hex } from "./canonical.ts";
export type { ConnectCheck, Ends, Heal, HealStep } from "./connect/connect-check.ts";
export { connectCheck } from "./connect/connect-check.ts";
export {
  choice,
  column,
  columnList,
  columnRoles,
  columns,
  file,
  files,
  integer,
  model,
  number,
  numbers,
  overrides,
  rowEdits,
  template,
  text,
  toggle,
} from "./declare-fields.ts";
export type {
  Catalog,
  EncoderSpec,
  Group,
  Inferred,
  InputPort,
  Migration,
  NodeDefinition,
  OutputPort,
  ResolveContext,
  SourceSpec,
  Stage,
  TunedPart,
} from "./definition.ts";
export { GROUPS } from "./definition.ts";
export type { Device, DeviceTrouble } from "./devices.ts";
export { DEVICES } from "./devices.ts";
export type { Bindings } from "./dims.ts";
export { addDims, formatDim, formatDims, multiplyDims, substitute, unifyDims } from "./dims.ts";
export { structureIssues } from "./document/check-structure.ts";
export type { DocumentNode, Endpoint, NodeId, PipelineDocument, Wire, WireId } from "./document/document.ts";
export { MAX_NODES, MAX_TITLE, MAX_WIRES } from "./document/document-schema.ts";
export type { DocumentFormat } from "./document/migrate-document.ts";
export { DOCUMENT_VERSION, migrateDocument } from "./document/migrate-document.ts";
export { emptyDocument, parseDocument, readDocument, writeDocument } from "./document/parse-document.ts";
export { Cancelled, Paused, TransientError, UserError } from "./errors.ts";
export { expectation, fieldSchema } from "./field-schema.ts";
export type {
  ColumnChoice,
  ColumnRole,
  Field,
  FieldKind,
  Fields,
  FieldValue,
  FileRef,
  FilesRef,
  ModelRef,
  ParamsOf,
  RowEdit,
} from "./fields.ts";
export { formatNumber } from "./format-number.ts";
export { headsDivide, nearestDivisor, only, sameLabels, sameWidth } from "./infer-checks.ts";
export type { Issue, IssuePlace, Severity } from "./issue.ts";
export { isError } from "./issue.ts";
export type { Message, Name } from "./issues/message.ts";
export type { FactsOf, IssueCode } from "./issues/table.ts";
export { ISSUE_CODES, isIssueCode, issue, messageOf } from "./issues/table.ts";
export type { Json } from "./json.ts";
export { migrateNodes, migrateParams } from "./migrate-node.ts";
export type { Applied } from "./operations/apply-operation.ts";
export { applyOperation } from "./operations/apply-operation.ts";
export type { Appended, DraftEntry, History, LogEntry } from "./operations/history.ts";
export { append, historyOf, reversal } from "./operations/history.ts";
export type { Operation, Position, SingleOperation } from "./operations/operation.ts";
export { flatten, operationSchema, parseOperation } from "./operations/operation.ts";
export type { Rebased } from "./operations/rebase.ts";
export { rebase } from "./operations/rebase.ts";
export type { ParsedParams } from "./parse-params.ts";
export { activeParams, defaultsOf, isActive, parseParams } from "./parse-params.ts";
export type { PlanForecast, RunReason, StepForecast } from "./plan/describe-plan.ts";
export { describePlan, reasonText } from "./plan/describe-plan.ts";
export type { PlanOptions } from "./plan/make-plan.ts";
export { makePlan } from "./plan/make-plan.ts";
export type {
  EncodeStep,
  GraphOutput,
  GraphPart,
  NodeStep,
  Plan,
  PlanInput,
  PlanStep,
  StepGraph,
} from "./plan/plan.ts";
export { columnsOf } from "./plan/source-columns.ts";
export {
  columnOf,
  datasetOf,
  embeddingOf,
  isColumn,
  isFeature,
  logitsOf,
  lossOf,
  modelOf,
  numberOf,
  pairsOf,
  rowsOf,
  sequenceOf,
  widthOf,
  withWidth,
} from "./port-types.ts";
export { acceptWords, MODALITY_WORDS, PORT_KIND_WORDS, typeWords } from "./port-words.ts";
export type {
  ColumnSchema,
  ColumnSource,
  Dim,
  DType,
  LogitsTask,
  Modality,
  PortAccept,
  PortKind,
  PortType,
  RowsId,
  SpaceId,
  TokenSource,
  Transform,
} from "./ports.ts";
export { MODALITIES } from "./ports.ts";
export { isTrainer, resolve } from "./resolve.ts";
export type { Arrival, Resolved, ResolvedNode } from "./resolved.ts";
export type { Result } from "./result.ts";
export { accepted, refused } from "./result.ts";
export { issueSchema, runEventSchema } from "./runs/event-schema.ts";
export type { RunEvent, RunEventBody, RunEventDraft } from "./runs/events.ts";
export { metricInSentence, metricWords, partName, percent, writtenMetric } from "./runs/metric-words.ts";
export type { Progress, RunState, RunStatus, Series, StepState, StepStatus } from "./runs/reduce-run.ts";
export { nodeStatuses, reduceRun, startRun } from "./runs/reduce-run.ts";
export type { Language, Text } from "./text.ts";
export { downstreamOf, upstreamOf, wouldCycle } from "./topology.ts";
export type {
  BlobId,
  Cell,
  DatasetValue,
  IndexValue,
  MediaCell,
  MetricNumber,
  MetricsValue,
  ModelValue,
  ReportValue,
  Split,
  StepOutputs,
  StepValue,
  Table,
} from "./values.ts";
