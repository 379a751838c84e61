/** Files that were matched to rows by hand, each of which can be taken back. */
import type { Json } from "@fuseline/schema";
import { Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldOf, FieldProps } from "../field-props.ts";

export function OverridesField({ value, set }: FieldProps<FieldOf<"overrides">>) {
  const { t } = useTranslation("canvas");
  const matched = Object.entries(overridesOf(value));
  if (matched.length === 0) return <p className="help">{t("noOverrides")}</p>;
  return (
    <ul className="edits">
      {matched.map(([row, file]) => (
        <li key={row}>
          <span>
            {row}: <b>{file}</b>
          </span>
          <button
            type="button"
            className="ib sm"
            aria-label={t("takeBack")}
            title={t("takeBack")}
            onClick={() => set(Object.fromEntries(matched.filter(([other]) => other !== row)))}
          >
            <Undo2 className="i s" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

const overridesOf = (value: Json): { readonly [row: string]: string } =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [row: string]: string })
    : {};
