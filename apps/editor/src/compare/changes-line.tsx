/** What was changed between two runs, in one line. */
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { documentChanges, type TwoDocuments } from "./document-changes.ts";

const SHOWN = 4;

export function ChangesLine(documents: TwoDocuments) {
  const { t } = useTranslation("compare");
  const language = useLanguage();
  const changes = documentChanges(documents, language).slice(0, SHOWN);
  if (changes.length === 0) return <p className="muted">{t("nothingChanged")}</p>;
  return (
    <p>
      <span className="muted">{t("changed")}</span>{" "}
      {changes.map((change) => t(change.what, { ...change })).join(", ")}
    </p>
  );
}
