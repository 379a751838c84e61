/** Several columns of the rows that arrive. */
import { useTranslation } from "react-i18next";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { useIncomingColumns } from "../incoming-columns.ts";

export function ColumnsField({ id, node, value, set }: FieldProps<FieldOf<"columns">>) {
  const { t } = useTranslation("canvas");
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const names = useIncomingColumns(node).map(({ name }) => name);
  const all = [...names, ...chosen.filter((name) => !names.includes(name))];
  if (all.length === 0) return <p className="help">{t("noColumnsYet")}</p>;
  return (
    <fieldset className="checks" aria-labelledby={`${id}-label`}>
      {all.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              set(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
