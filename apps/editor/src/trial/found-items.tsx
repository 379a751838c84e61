/** What a search found, nearest first, with pictures and words of each row. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { shortNumber } from "../runs/headline.ts";
import type { FoundItem } from "./read-answer.ts";
import "./found-items.css";

export function FoundItems({ items }: { readonly items: readonly FoundItem[] }) {
  const { t } = useTranslation("trial");
  const language = useLanguage();
  return (
    <>
      <p className="muted">{t("found")}</p>
      <ol className="found-items">
        {items.map(({ rank, score, row }) => {
          const values = Object.values(row).flatMap((value) => (Array.isArray(value) ? value : [value]));
          const picture = values.find((value) => typeof value === "object" && value !== null);
          const words = values.filter((value) => typeof value === "string");
          return (
            <li key={rank} data-first={rank === 1}>
              {picture === undefined || picture === null || typeof picture !== "object" ? null : (
                <img src={picture.url} alt={picture.name} loading="lazy" />
              )}
              <span>
                <span className="sr">{t("rank", { rank })}</span> <b>{shortNumber(score, language)}</b>{" "}
                {words.slice(0, 2).join(" · ")}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
