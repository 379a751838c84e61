/** The columns that were understood of a file; they follow from the file and are not edited by hand. */
import type { ColumnSchema, Json } from "@fuseline/schema";
import { MODALITY_WORDS } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";

export function ColumnListField({ value }: FieldProps<FieldOf<"column-list">>) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const columns = columnsOf(value);
  if (columns.length === 0) return <p className="help">{t("noColumnsYet")}</p>;
  return (
    <ul className="column-list">
      {columns.map(({ name, modality }) => (
        <li key={name}>
          <span>{name}</span>
          <em>{MODALITY_WORDS[modality][language]}</em>
        </li>
      ))}
    </ul>
  );
}

/** Parsed before by the field's own schema. */
const columnsOf = (value: Json): readonly ColumnSchema[] =>
  Array.isArray(value) ? (value as unknown as readonly ColumnSchema[]) : [];
