/** A block dragged from the palette lands where it is let go. */
import { useReactFlow } from "@xyflow/react";
import type { DragEvent } from "react";
import { BLOCK_MEDIA } from "../palette/block-media.ts";
import { useGestures } from "../store/editor-context.ts";

export interface BlockDrop {
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
}

export function useBlockDrop(): BlockDrop {
  const flow = useReactFlow();
  const gestures = useGestures();
  return {
    onDragOver(event) {
      if (!event.dataTransfer.types.includes(BLOCK_MEDIA)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    },
    onDrop(event) {
      const kind = event.dataTransfer.getData(BLOCK_MEDIA);
      if (kind === "") return;
      event.preventDefault();
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      gestures.insert(kind, { x: x - 80, y: y - 20 });
    },
  };
}
