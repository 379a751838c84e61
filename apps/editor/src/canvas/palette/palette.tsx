/** Every block that can be put on the canvas, by group or by search; dragged, clicked or chosen by keyboard. */
import "./palette.css";
import { offered } from "@fuseline/nodes";
import type { Group } from "@fuseline/schema";
import { Search } from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { BlockItem } from "./block-item.tsx";
import { BlockSection } from "./block-section.tsx";
import { findBlocks, groupBlocks } from "./find-blocks.ts";
import { useInsertBlock } from "./use-insert-block.ts";

const GROUPS = groupBlocks(offered);

export interface PaletteProps {
  readonly search: RefObject<HTMLInputElement | null>;
  /** The group that is open at first. */
  readonly group?: Group;
}

export function Palette({ search, group: first }: PaletteProps) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const [query, setQuery] = useState("");
  const [openGroups, setOpenGroups] = useState<ReadonlySet<Group>>(
    new Set(first === undefined ? ["encoder", "fusion"] : [first]),
  );
  const insert = useInsertBlock();
  const found = findBlocks(offered, query, language);
  const searching = query.trim() !== "";
  const toggle = (group: Group): void => {
    const next = new Set(openGroups);
    if (!next.delete(group)) next.add(group);
    setOpenGroups(next);
  };
  return (
    <aside className="palette" aria-label={t("blocks")}>
      <label className="input palette-search">
        <Search className="i s" aria-hidden="true" />
        <input
          ref={search}
          type="search"
          value={query}
          placeholder={t("findBlock")}
          aria-label={t("findBlock")}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [best] = found;
            if (event.key === "Enter" && best !== undefined) {
              insert(best.kind);
              setQuery("");
            }
            if (event.key !== "Escape") return;
            if (query === "") event.currentTarget.blur();
            setQuery("");
          }}
        />
        <kbd>/</kbd>
      </label>
      <div className="palette-groups">
        {searching ? (
          <ul aria-label={t("foundBlocks")}>
            {found.map((block) => (
              <BlockItem key={block.kind} block={block} insert={insert} />
            ))}
            {found.length === 0 ? <li className="palette-empty">{t("noBlock")}</li> : null}
          </ul>
        ) : (
          GROUPS.map(({ group, blocks }) => (
            <BlockSection
              key={group}
              group={group}
              blocks={blocks}
              open={openGroups.has(group)}
              toggle={() => toggle(group)}
              insert={insert}
            />
          ))
        )}
      </div>
    </aside>
  );
}
