/** Every training step whose memory is measured. */
import { clipLastBlocks, clipLora, miniLmLastBlock, miniLmLora } from "../workloads/fine-tune.ts";
import { head } from "../workloads/head.ts";
import { cifarResnet20, resnet18 } from "../workloads/resnet.ts";
import { text } from "../workloads/text.ts";
import { vit } from "../workloads/vit.ts";

export const WORKLOADS = [
  vit,
  text,
  cifarResnet20,
  resnet18,
  head,
  miniLmLora,
  miniLmLastBlock,
  clipLora,
  clipLastBlocks,
];
