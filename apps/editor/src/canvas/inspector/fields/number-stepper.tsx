/** A small whole number with less and more. */
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Range, readNumber } from "./number-scale.ts";

export interface NumberStepperProps {
  readonly id: string;
  readonly value: number;
  readonly range: Range;
  set(value: number): void;
}

export function NumberStepper({ id, value, range, set }: NumberStepperProps) {
  const { t } = useTranslation("canvas");
  const [text, setText] = useState<string | null>(null);
  const keep = (): void => {
    const read = text === null ? null : readNumber(text, range);
    if (read !== null && read !== value) set(read);
    setText(null);
  };
  return (
    <div className="stepper">
      <button
        type="button"
        aria-label={t("less")}
        disabled={value <= range.min}
        onClick={() => set(value - 1)}
      >
        <Minus className="i s" aria-hidden="true" />
      </button>
      <input
        id={id}
        inputMode="numeric"
        value={text ?? String(value)}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
      <button
        type="button"
        aria-label={t("more")}
        disabled={value >= range.max}
        onClick={() => set(value + 1)}
      >
        <Plus className="i s" aria-hidden="true" />
      </button>
    </div>
  );
}
