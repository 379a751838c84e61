/** On or off. */
import type { FieldOf, FieldProps } from "../field-props.ts";

export function ToggleField({ id, value, set }: FieldProps<FieldOf<"toggle">>) {
  const on = value === true;
  return (
    <button
      type="button"
      id={id}
      role="switch"
      className="switch"
      aria-checked={on}
      aria-labelledby={`${id}-label`}
      onClick={() => set(!on)}
    />
  );
}
