/** Every graph-stage implementation by kind. Pure: the same table serves a training graph built in a browser. */
import { dropGraph } from "./adapter/drop/implementation.ts";
import { normaliseGraph } from "./adapter/normalise/implementation.ts";
import { poolGraph } from "./adapter/pool/implementation.ts";
import { projectGraph } from "./adapter/project/implementation.ts";
import type { GraphImplementation } from "./define/graph.ts";
import { encodeImageGraph } from "./encoder/encode-image/implementation.ts";
import { encodeImageNewGraph } from "./encoder/encode-image-new/implementation.ts";
import { encodeOnnxGraph } from "./encoder/encode-onnx/implementation.ts";
import { encodeTableGraph } from "./encoder/encode-table/implementation.ts";
import { encodeTextGraph } from "./encoder/encode-text/implementation.ts";
import { encodeTextNewGraph } from "./encoder/encode-text-new/implementation.ts";
import { dropPartsGraph } from "./fusion/drop-parts/implementation.ts";
import { fuseConcatGraph } from "./fusion/fuse-concat/implementation.ts";
import { fuseCrossAttentionGraph } from "./fusion/fuse-cross-attention/implementation.ts";
import { fuseGatedGraph } from "./fusion/fuse-gated/implementation.ts";
import { fuseLateGraph } from "./fusion/fuse-late/implementation.ts";
import { headClassifyGraph } from "./head/head-classify/implementation.ts";
import { headContrastiveGraph } from "./head/head-contrastive/implementation.ts";
import { headRegressGraph } from "./head/head-regress/implementation.ts";
import { lossContrastiveGraph } from "./loss/loss-contrastive/implementation.ts";
import { lossCrossEntropyGraph } from "./loss/loss-cross-entropy/implementation.ts";
import { lossNumberGraph } from "./loss/loss-number/implementation.ts";

const ALL: readonly GraphImplementation[] = [
  dropGraph,
  normaliseGraph,
  poolGraph,
  projectGraph,
  encodeImageNewGraph,
  encodeImageGraph,
  encodeOnnxGraph,
  encodeTableGraph,
  encodeTextNewGraph,
  encodeTextGraph,
  dropPartsGraph,
  fuseConcatGraph,
  fuseCrossAttentionGraph,
  fuseGatedGraph,
  fuseLateGraph,
  headClassifyGraph,
  headContrastiveGraph,
  headRegressGraph,
  lossContrastiveGraph,
  lossCrossEntropyGraph,
  lossNumberGraph,
];

export const graphImplementations: ReadonlyMap<string, GraphImplementation> = new Map(
  ALL.map((implementation) => [implementation.kind, implementation]),
);
