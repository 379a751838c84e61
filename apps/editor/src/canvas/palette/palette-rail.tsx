/** The palette of narrow windows: a rail of groups, of which each opens a drawer. */
import { offered } from "@fuseline/nodes";
import type { Group } from "@fuseline/schema";
import {
  Boxes,
  Brain,
  Database,
  FunctionSquare,
  Link,
  ListChecks,
  type LucideIcon,
  Merge,
  Plug,
  Rocket,
  Tags,
  TrendingDown,
} from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { groupBlocks } from "./find-blocks.ts";
import { Palette } from "./palette.tsx";

const ICONS: { readonly [G in Group]: LucideIcon } = {
  data: Database,
  prepare: FunctionSquare,
  encoder: Boxes,
  adapter: Plug,
  fusion: Merge,
  head: Tags,
  loss: TrendingDown,
  train: Brain,
  evaluate: ListChecks,
  publish: Rocket,
  connect: Link,
};

export function PaletteRail({ search }: { readonly search: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation("canvas");
  const [open, setOpen] = useState<Group | null>(null);
  return (
    <div className="palette-rail">
      <nav aria-label={t("blocks")}>
        {groupBlocks(offered).map(({ group }) => {
          const Icon = ICONS[group];
          return (
            <button
              key={group}
              type="button"
              aria-expanded={group === open}
              onClick={() => setOpen(group === open ? null : group)}
            >
              <Icon className="i" aria-hidden="true" />
              <span>{t(`group_${group}`)}</span>
            </button>
          );
        })}
      </nav>
      {open === null ? null : <Palette key={open} search={search} group={open} />}
    </div>
  );
}
