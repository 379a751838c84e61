/** One block of the palette: drag it onto the canvas, or press it. */
import type { NodeDefinition } from "@fuseline/schema";
import { GripVertical } from "lucide-react";
import { useLanguage } from "../../i18n/i18n.ts";
import { KindIcon } from "../flow/kind-icon.tsx";
import { tintStyle } from "../flow/tint-style.ts";
import { BLOCK_MEDIA } from "./block-media.ts";
import { blockTint } from "./block-tint.ts";

export interface BlockItemProps {
  readonly block: NodeDefinition;
  insert(kind: string): void;
}

export function BlockItem({ block, insert }: BlockItemProps) {
  const language = useLanguage();
  return (
    <li>
      <button
        type="button"
        className="palette-item"
        draggable
        title={block.summary[language]}
        data-kind={block.kind}
        onClick={() => insert(block.kind)}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(BLOCK_MEDIA, block.kind);
          dataTransfer.effectAllowed = "copy";
        }}
      >
        <span className="chip" style={tintStyle(blockTint(block))}>
          <KindIcon name={block.icon} />
        </span>
        <span>{block.title[language]}</span>
        <GripVertical className="i s grip" aria-hidden="true" />
      </button>
    </li>
  );
}
