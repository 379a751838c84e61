export { classNames } from "./choose/check-answers.ts";
export { type ChosenColumns, type ColumnRoles, chooseColumns } from "./choose/choose-columns.ts";
export { type CorrectedRows, correctRows } from "./choose/correct-rows.ts";
export { type ColumnStatistics, describeColumn } from "./choose/describe-column.ts";
export {
  type FileEntry,
  type Ingested,
  type IngestOptions,
  type IngestProgress,
  readManifest,
  writeManifest,
} from "./files/file-entry.ts";
export { ingestArchive, ingestFolder, ingestPath, ingestUploads } from "./files/ingest.ts";
export { type FilesReading, type FilesTableOptions, tableOfFiles } from "./files/table-of-files.ts";
export { BUNDLED_TEXT, isBundled } from "./hub/bundled-name.ts";
export { type BundledSource, readBundledSource } from "./hub/bundled-source.ts";
export {
  CATALOGUE,
  type CatalogueEntry,
  catalogueEntry,
  type ImageEntry,
  type TextEntry,
} from "./hub/catalogue.ts";
export { describeModel, type ModelDescription } from "./hub/describe-model.ts";
export {
  type FilesWanted,
  Hub,
  type HubCall,
  type HubFile,
  type HubOptions,
  type ModelFiles,
} from "./hub/hub.ts";
export type { RemoteFile, RepositoryCard } from "./hub/hub-client.ts";
export { type EncoderFiles, type EncoderModality, encoderFiles, isCheckpoint } from "./hub/model-files.ts";
export type { HubProgress } from "./hub/progress.ts";
export { type HubSettings, hubSettings } from "./hub/settings.ts";
export { libraryVersions } from "./library-versions.ts";
export { type ColumnMatch, type Joined, type JoinRequest, joinFiles, type Miss } from "./match/join-files.ts";
export {
  dropBody,
  GuardedFetcher,
  type GuardedRequest,
  type GuardedResponse,
  readLimited,
} from "./net/guarded-fetcher.ts";
export { isPrivateAddress } from "./net/private-address.ts";
export { type AugmentSettings, augmentPicture } from "./pictures/augment.ts";
export { decodePixels, MAX_PIXELS, type PictureName } from "./pictures/decode.ts";
export { type ImagePreprocess, normalisePixels } from "./pictures/preprocess.ts";
export { makeThumbnail, type ThumbnailOptions } from "./pictures/thumbnail.ts";
export { type RandomStream, randomStream } from "./random/random-stream.ts";
export { type EmojiSampleOptions, emojiSample } from "./samples/emoji-sample.ts";
export { type TwoPartsOptions, twoPartsSample } from "./samples/two-parts-sample.ts";
export { type SplitMethod, type SplitRequest, type SplitRows, splitRows } from "./split/split-rows.ts";
export type { ArraySpec, PlacedArray, TypedArray } from "./storage/array-format.ts";
export type { ArrayReader } from "./storage/array-reader.ts";
export type { ArrayWriter, NamedArray } from "./storage/arrays.ts";
export type { PutStreamOptions, StoredBlob } from "./storage/blobs.ts";
export type { CheckpointParts } from "./storage/checkpoints.ts";
export type { Evicted, EvictionPolicy } from "./storage/evict.ts";
export type { StepResult } from "./storage/results.ts";
export { Storage } from "./storage/storage.ts";
export { readCaptions } from "./tables/read-captions.ts";
export {
  type ColumnSummary,
  type ReadTableOptions,
  readTable,
  type TableDetails,
  type TableReading,
} from "./tables/read-table.ts";
export { contentId, contentOf, uniqueIds } from "./tables/row-id.ts";
export { TableCache } from "./tables/table-cache.ts";
export { findColumn, isMedia, schemaOf, takeRows, textOf, withColumn } from "./tables/table-columns.ts";
export { loadTokenizer, makeTokenizer, TextTokenizer } from "./text/text-tokenizer.ts";
export { SPECIAL_TOKENS, trainTokenizer } from "./text/train-tokenizer.ts";
export { guessTarget } from "./understand/guess-target.ts";
export { understandData } from "./understand/understand-data.ts";
export type { ColumnGuess, DataOrigin, DataUnderstanding, Understood } from "./understand/understanding.ts";
