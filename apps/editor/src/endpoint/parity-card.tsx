/** Proof that the endpoint answers as the trainer did: held-out rows went both ways. */
import { BadgeCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import type { EndpointVersion } from "../server/shapes.ts";
import { timeAgo } from "../ui/time-words.ts";
import { powerOfTen } from "./power-of-ten.ts";

export function ParityCard({ parity }: Pick<EndpointVersion, "parity">) {
  const { t } = useTranslation("endpoint");
  const language = useLanguage();
  const { rows, refused, differing, largest, tolerance, at } = parity;
  return (
    <section className="card parity-card" aria-labelledby="parity-title">
      <header>
        <h2 id="parity-title">{t("parity")}</h2>
      </header>
      <div className="in">
        <div className="seal">
          <BadgeCheck className="i" aria-hidden="true" />
          <p>
            <b>{t("parityTitle")}</b>
            <span className="muted">{t("parityText", { when: timeAgo(at, Date.now(), language) })}</span>
          </p>
        </div>
        <dl>
          <div>
            <dt>{t("sameAnswer")}</dt>
            <dd>{t("ofRows", { same: rows - differing.length, rows })}</dd>
          </div>
          <div>
            <dt>{t("largest")}</dt>
            <dd>
              {powerOfTen(largest, language)}{" "}
              <span className="muted">{t("limit", { limit: powerOfTen(tolerance, language) })}</span>
            </dd>
          </div>
          {refused === 0 ? null : (
            <div>
              <dt>{t("refusedRows")}</dt>
              <dd>{refused}</dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}
