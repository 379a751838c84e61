/** Several numbers, typed with spaces between them. */
import type { Json } from "@fuseline/schema";
import { useState } from "react";
import type { FieldOf, FieldProps } from "../field-props.ts";

export function NumbersField({ id, value, set }: FieldProps<FieldOf<"numbers">>) {
  const [text, setText] = useState<string | null>(null);
  const numbers = Array.isArray(value) ? value : [];
  const keep = (): void => {
    const read = text === null ? null : readNumbers(text);
    if (read !== null) set(read);
    setText(null);
  };
  return (
    <input
      id={id}
      className="input"
      inputMode="decimal"
      value={text ?? numbers.join(" ")}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
      }}
    />
  );
}

function readNumbers(text: string): Json | null {
  const parts = text.split(/[\s;]+/).filter(Boolean);
  const numbers = parts.map((part) => Number(part.replace(",", ".")));
  return numbers.every(Number.isFinite) ? numbers : null;
}
