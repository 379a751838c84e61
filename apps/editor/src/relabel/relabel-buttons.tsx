/** “Change to …” and “… is right” under one mistake. */
import { Check, Tag } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import type { Relabel } from "./use-relabel.ts";

export interface RelabelButtonsProps {
  readonly relabel: Relabel;
  /** Content id of the row. */
  readonly row: string;
  readonly given: string;
  readonly truth: string;
}

export function RelabelButtons({ relabel, row, given, truth }: RelabelButtonsProps) {
  const { t } = useTranslation("relabel");
  const changed = relabel.changed.get(row);
  if (changed !== undefined) {
    return (
      <p className="badge">
        <Check className="i xs" aria-hidden="true" />
        {t("changedTo", { label: changed })}
      </p>
    );
  }
  return (
    <div className="relabel-buttons">
      <Button size="small" onClick={() => relabel.change(row, given)}>
        <Tag className="i xs" aria-hidden="true" />
        {t("changeTo", { label: given })}
      </Button>
      <Button size="small" look="quiet" onClick={() => relabel.keep(row)}>
        {t("isRight", { label: truth })}
      </Button>
    </div>
  );
}
