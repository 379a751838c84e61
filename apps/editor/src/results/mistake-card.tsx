/** One mistake: the picture, the texts, the label and what was said. */
import { formatNumber, type Language } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { RelabelButtons } from "../relabel/relabel-buttons.tsx";
import type { Relabel } from "../relabel/use-relabel.ts";
import type { ModelRows } from "../server/shapes.ts";
import { probabilityWords } from "../ui/probability-words.ts";
import { Thumbnail } from "../ui/thumbnail.tsx";
import type { Mistake } from "./reports.ts";
import { picturesIn, wordsIn } from "./row-parts.ts";

export interface MistakeCardProps {
  readonly mistake: Mistake;
  /** Where Tab enters the gallery; arrows go on from there. */
  readonly isFirst: boolean;
  readonly data: ModelRows;
  readonly language: Language;
  /** Absent where labels cannot be changed. */
  readonly relabel: Relabel | null;
}

export function MistakeCard({ mistake, isFirst, data, language, relabel }: MistakeCardProps) {
  const { t } = useTranslation("results");
  const row = data.rows.find(({ place }) => place === mistake.row);
  const [picture] = row === undefined ? [] : picturesIn(row.cells);
  const words = row === undefined ? "" : wordsIn(data.columns, row.cells, mistake.truth);
  const written = (value: string | number): string =>
    typeof value === "number" ? formatNumber(Number(value.toPrecision(4)), language) : value;
  return (
    <li className="mistake" tabIndex={isFirst ? 0 : -1}>
      {picture === undefined ? null : <Thumbnail blob={picture.blob} name={picture.name} side={96} />}
      <div>
        <p className="words">{words}</p>
        <p>
          <span className="muted">{t("label")}</span> <b>{written(mistake.truth)}</b>
        </p>
        <p className="said">
          <span className="muted">{t("said")}</span> <b>{written(mistake.given)}</b>{" "}
          {mistake.confidence === undefined ? null : probabilityWords(mistake.confidence, language)}
        </p>
        {relabel === null || typeof mistake.given !== "string" || typeof mistake.truth !== "string" ? null : (
          <RelabelButtons relabel={relabel} row={mistake.id} given={mistake.given} truth={mistake.truth} />
        )}
      </div>
    </li>
  );
}
