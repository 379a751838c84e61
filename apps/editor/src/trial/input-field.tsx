/** One input of a model: the widget follows from what it takes. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ServedInput } from "../server/shapes.ts";
import { ModalityChip } from "../ui/modality-chip.tsx";
import { PhotoField } from "./photo-field.tsx";
import type { TrialValue } from "./trial-values.ts";

export interface InputFieldProps {
  readonly input: ServedInput;
  readonly value: TrialValue | undefined;
  onChange(value: TrialValue): void;
}

export function InputField({ input, value, onChange }: InputFieldProps) {
  const id = useId();
  const { column, modality } = input;
  return (
    <div className={modality === "text" ? "field wide" : "field"}>
      <label className="lb" htmlFor={id}>
        <ModalityChip modality={modality} size="small" />
        {column}
      </label>
      {modality === "image" ? (
        <PhotoField id={id} input={input} value={value} onChange={onChange} />
      ) : (
        <WordsField
          id={id}
          modality={modality}
          text={textOf(value)}
          onText={(text) => onChange({ from: "text", text })}
        />
      )}
    </div>
  );
}

interface WordsFieldProps extends Pick<ServedInput, "modality"> {
  readonly id: string;
  readonly text: string;
  onText(text: string): void;
}

function WordsField({ id, modality, text, onText }: WordsFieldProps) {
  const { t } = useTranslation("trial");
  if (modality === "text")
    return (
      <textarea
        id={id}
        className="input"
        rows={2}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    );
  if (modality === "boolean") {
    return (
      <select id={id} className="select" value={text} onChange={({ target }) => onText(target.value)}>
        <option value="">{t("notGiven")}</option>
        <option value="true">{t("yes")}</option>
        <option value="false">{t("no")}</option>
      </select>
    );
  }
  return (
    <input
      id={id}
      className="input"
      inputMode={modality === "number" ? "decimal" : "text"}
      value={text}
      onChange={({ target }) => onText(target.value)}
    />
  );
}

function textOf(value: TrialValue | undefined): string {
  if (value === undefined || value.from === "photos") return "";
  if (value.from === "text") return value.text;
  const { cell } = value;
  if (Array.isArray(cell)) return cell.join(", ");
  return cell === null || typeof cell === "object" ? "" : String(cell);
}
