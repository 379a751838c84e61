/** One of a few: a segment for short names, cards where each has a hint, else a list. */
import { useLanguage } from "../../../i18n/i18n.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { RadioGroup } from "./radio-group.tsx";

/** Letters that fit side by side in the panel. */
const SEGMENT_LETTERS = 34;
const MOST_CARDS = 6;

export function ChoiceField({ id, field, value, set }: FieldProps<FieldOf<"choice">>) {
  const language = useLanguage();
  const options = field.options.map(({ value: option, label, hint }) => ({
    value: option,
    label: label[language],
    hint: hint?.[language] ?? "",
  }));
  const letters = options.reduce((sum, { label }) => sum + label.length, 0);
  const shared = { labelledBy: `${id}-label`, name: id, value: String(value), options, set };
  if (options.length <= 4 && letters <= SEGMENT_LETTERS) return <RadioGroup {...shared} look="segment" />;
  const hinted = options.some(({ hint }) => hint !== "");
  if (hinted && options.length <= MOST_CARDS) return <RadioGroup {...shared} look="list" />;
  return (
    <select
      id={id}
      aria-labelledby={`${id}-label`}
      className="input"
      value={String(value)}
      onChange={(event) => set(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
