/** One column of the rows that arrive. */
import { MODALITY_WORDS } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { useIncomingColumns } from "../incoming-columns.ts";

export function ColumnField({ id, node, field, value, set }: FieldProps<FieldOf<"column">>) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const columns = useIncomingColumns(node).filter(
    ({ modality }) => field.modalities === undefined || field.modalities.includes(modality),
  );
  const chosen = typeof value === "string" ? value : "";
  const known = columns.some(({ name }) => name === chosen);
  return (
    <select
      id={id}
      className="input"
      value={chosen}
      onChange={(event) => set(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{t("noColumn")}</option>
      {chosen === "" || known ? null : <option value={chosen}>{t("columnGone", { column: chosen })}</option>}
      {columns.map(({ name, modality }) => (
        <option key={name} value={name}>
          {`${name} · ${MODALITY_WORDS[modality][language]}`}
        </option>
      ))}
    </select>
  );
}
