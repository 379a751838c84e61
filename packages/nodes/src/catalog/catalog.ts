/** Every kind of node, in the order of the palette. A new kind is one folder and one line here. */
import type { Catalog } from "@fuseline/schema";
import { drop } from "../adapter/drop/definition.ts";
import { normalise } from "../adapter/normalise/definition.ts";
import { pool } from "../adapter/pool/definition.ts";
import { project } from "../adapter/project/definition.ts";
import { loadCaptions } from "../data/load-captions/definition.ts";
import { loadFiles } from "../data/load-files/definition.ts";
import { loadSample } from "../data/load-sample/definition.ts";
import { loadTable } from "../data/load-table/definition.ts";
import { makeSample } from "../data/make-sample/definition.ts";
import type { DefinedNode } from "../define/node.ts";
import { encodeImage } from "../encoder/encode-image/definition.ts";
import { encodeImageNew } from "../encoder/encode-image-new/definition.ts";
import { encodeOnnx } from "../encoder/encode-onnx/definition.ts";
import { encodeTable } from "../encoder/encode-table/definition.ts";
import { encodeText } from "../encoder/encode-text/definition.ts";
import { encodeTextNew } from "../encoder/encode-text-new/definition.ts";
import { evaluateClasses } from "../evaluate/evaluate-classes/definition.ts";
import { evaluateNumber } from "../evaluate/evaluate-number/definition.ts";
import { evaluateRetrieval } from "../evaluate/evaluate-retrieval/definition.ts";
import { measureParts } from "../evaluate/measure-parts/definition.ts";
import { showErrors } from "../evaluate/show-errors/definition.ts";
import { dropParts } from "../fusion/drop-parts/definition.ts";
import { fuseConcat } from "../fusion/fuse-concat/definition.ts";
import { fuseCrossAttention } from "../fusion/fuse-cross-attention/definition.ts";
import { fuseGated } from "../fusion/fuse-gated/definition.ts";
import { fuseLate } from "../fusion/fuse-late/definition.ts";
import { headClassify } from "../head/head-classify/definition.ts";
import { headContrastive } from "../head/head-contrastive/definition.ts";
import { headRegress } from "../head/head-regress/definition.ts";
import { lossContrastive } from "../loss/loss-contrastive/definition.ts";
import { lossCrossEntropy } from "../loss/loss-cross-entropy/definition.ts";
import { lossNumber } from "../loss/loss-number/definition.ts";
import { augmentImage } from "../prepare/augment-image/definition.ts";
import { chooseColumns } from "../prepare/choose-columns/definition.ts";
import { correctRows } from "../prepare/correct-rows/definition.ts";
import { joinFiles } from "../prepare/join-files/definition.ts";
import { predictRows } from "../prepare/predict-rows/definition.ts";
import { splitRows } from "../prepare/split-rows/definition.ts";
import { tokenise } from "../prepare/tokenise/definition.ts";
import { buildIndex } from "../publish/build-index/definition.ts";
import { publishEndpoint } from "../publish/publish-endpoint/definition.ts";
import { retrieve } from "../publish/retrieve/definition.ts";
import { trainBaseline } from "../train/train-baseline/definition.ts";
import { trainModel } from "../train/train-model/definition.ts";

export const definitions: readonly DefinedNode[] = [
  loadTable,
  loadFiles,
  loadCaptions,
  loadSample,
  makeSample,
  chooseColumns,
  joinFiles,
  splitRows,
  augmentImage,
  tokenise,
  correctRows,
  predictRows,
  encodeText,
  encodeTextNew,
  encodeImage,
  encodeImageNew,
  encodeTable,
  encodeOnnx,
  project,
  pool,
  normalise,
  drop,
  fuseConcat,
  fuseGated,
  fuseCrossAttention,
  fuseLate,
  dropParts,
  headClassify,
  headRegress,
  headContrastive,
  lossCrossEntropy,
  lossNumber,
  lossContrastive,
  trainModel,
  trainBaseline,
  evaluateClasses,
  evaluateNumber,
  evaluateRetrieval,
  measureParts,
  showErrors,
  buildIndex,
  retrieve,
  publishEndpoint,
];

const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));

export const catalog: Catalog = { all: definitions, get: (kind) => byKind.get(kind) };
