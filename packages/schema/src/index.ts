export { GROUPS } from "./definition.ts";
export type {
  Catalog,
  Group,
  Inferred,
  InputPort,
  Migration,
  NodeDefinition,
  OutputPort,
  ResolveContext,
  SourceSpec,
  Stage,
} from "./definition.ts";
export type { DocumentNode, Endpoint, NodeId, PipelineDocument, Wire, WireId } from "./document.ts";
export { Cancelled, TransientError, UserError } from "./errors.ts";
export type { RunEvent, RunEventBody, RunEventDraft } from "./events.ts";
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
export type { Issue, IssuePlace, Severity } from "./issue.ts";
export type { Json } from "./json.ts";
export type { GraphPart, Plan, PlanInput, PlanStep } from "./plan.ts";
export { MODALITIES } from "./ports.ts";
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
export type { Language, Text } from "./text.ts";
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
