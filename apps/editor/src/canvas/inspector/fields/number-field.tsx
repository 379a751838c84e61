/** A number: a slider with its value, a stepper for short ranges, "auto" where the run may choose. */
import { formatNumber } from "@fuseline/schema";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { PLACES, placeOf, type Range, readNumber, valueAt } from "./number-scale.ts";
import { NumberStepper } from "./number-stepper.tsx";

const SHORT = 32;

export function NumberField({ id, field, value, set }: FieldProps<FieldOf<"integer">>) {
  const { t } = useTranslation("canvas");
  const range: Range = { min: field.min, max: field.max, whole: field.field === "integer" };
  const automatic = value === "auto";
  const number = typeof value === "number" ? value : firstNumber(range);
  const short = range.whole && range.max - range.min <= SHORT;
  return (
    <div className="number">
      {automatic ? null : short ? (
        <NumberStepper id={id} value={number} range={range} set={set} />
      ) : (
        <NumberSlider id={id} value={number} range={range} set={set} />
      )}
      {field.auto === true ? (
        <label className="auto">
          <input
            type="checkbox"
            id={automatic ? id : undefined}
            checked={automatic}
            onChange={() => set(automatic ? number : "auto")}
          />
          {t("automatic")}
        </label>
      ) : null}
    </div>
  );
}

function firstNumber(range: Range): number {
  return valueAt(PLACES / 4, range);
}

interface NumberControlProps {
  readonly id: string;
  readonly value: number;
  readonly range: Range;
  set(value: number): void;
}

function NumberSlider({ id, value, range, set }: NumberControlProps) {
  const language = useLanguage();
  const [dragged, setDragged] = useState<number | null>(null);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (value !== undefined) setDragged(null);
  }, [value]);
  const shown = dragged ?? value;
  const keep = (): void => {
    if (dragged !== null && dragged !== value) set(dragged);
    setDragged(null);
  };
  const keepText = (): void => {
    const read = text === null ? null : readNumber(text, range);
    if (read !== null && read !== value) set(read);
    setText(null);
  };
  return (
    <div className="slider-row">
      <input
        type="range"
        id={id}
        min={0}
        max={PLACES}
        value={placeOf(shown, range)}
        aria-valuetext={formatNumber(shown, language)}
        style={{ "--at": `${(placeOf(shown, range) / PLACES) * 100}%` } as never}
        onChange={(event) => setDragged(valueAt(Number(event.target.value), range))}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
      />
      <input
        className="slider-value"
        inputMode="decimal"
        aria-labelledby={`${id}-label`}
        value={text ?? formatNumber(shown, language)}
        onChange={(event) => setText(event.target.value)}
        onBlur={keepText}
        onKeyDown={(event) => {
          if (event.key === "Enter") keepText();
          if (event.key === "Escape") setText(null);
        }}
      />
    </div>
  );
}
