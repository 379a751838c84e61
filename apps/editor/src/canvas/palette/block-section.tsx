/** One group of the palette, folded or open. */
import type { Group, NodeDefinition } from "@fuseline/schema";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { BlockItem } from "./block-item.tsx";

export interface BlockSectionProps {
  readonly group: Group;
  readonly blocks: readonly NodeDefinition[];
  readonly open: boolean;
  toggle(): void;
  insert(kind: string): void;
}

export function BlockSection({ group, blocks, open, toggle, insert }: BlockSectionProps) {
  const { t } = useTranslation("canvas");
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section className="palette-group" data-group={group}>
      <button type="button" aria-expanded={open} onClick={toggle}>
        <Chevron className="i s" aria-hidden="true" />
        <span>{t(`group_${group}`)}</span>
        <em>{blocks.length}</em>
      </button>
      {open ? (
        <ul>
          {blocks.map((block) => (
            <BlockItem key={block.kind} block={block} insert={insert} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
