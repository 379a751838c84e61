/** Corrections made by hand, each of which can be taken back. They are made where mistakes are looked at. */
import type { Json, RowEdit } from "@fuseline/schema";
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldOf, FieldProps } from "../field-props.ts";

export function RowEditsField({ value, set }: FieldProps<FieldOf<"row-edits">>) {
  const { t } = useTranslation("canvas");
  const edits = editsOf(value);
  if (edits.length === 0) return <p className="help">{t("noEdits")}</p>;
  return (
    <ul className="edits">
      {edits.map((edit) => (
        <li key={`${edit.row} ${edit.column}`}>
          <span>
            {edit.column}: <b>{edit.value === null ? t("emptyCell") : String(edit.value)}</b>
          </span>
          <button
            type="button"
            className="ib sm"
            aria-label={t("takeBack")}
            title={t("takeBack")}
            onClick={() => set(edits.filter((other) => other !== edit) as unknown as Json)}
          >
            <Undo2 className="i s" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

const editsOf = (value: Json): readonly RowEdit[] =>
  Array.isArray(value) ? (value as unknown as readonly RowEdit[]) : [];
