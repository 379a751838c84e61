/** A line of text, or several for a template. */
import { useEffect, useState } from "react";
import type { FieldOf, FieldProps } from "../field-props.ts";

export function TextField({ id, field, value, set }: FieldProps<FieldOf<"text">>) {
  const kept = typeof value === "string" ? value : "";
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const keep = (): void => {
    if (text !== kept) set(text);
  };
  const shared = { id, value: text, maxLength: field.maxLength ?? 2000, onBlur: keep };
  if (field.field === "template") {
    return (
      <textarea {...shared} className="input text-area" rows={4} onChange={(e) => setText(e.target.value)} />
    );
  }
  return (
    <input
      {...shared}
      className="input"
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
      }}
    />
  );
}
