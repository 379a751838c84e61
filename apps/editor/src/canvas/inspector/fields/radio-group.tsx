/** Options of which one is chosen, as native radio buttons under a segment or a list of cards. */
export interface RadioOption {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

export interface RadioGroupProps {
  readonly labelledBy: string;
  readonly name: string;
  readonly look: "segment" | "list";
  readonly value: string;
  readonly options: readonly RadioOption[];
  set(value: string): void;
}

export function RadioGroup({ labelledBy, name, look, value, options, set }: RadioGroupProps) {
  return (
    <div
      className={look === "segment" ? "radio-segment" : "radio-list"}
      role="radiogroup"
      aria-labelledby={labelledBy}
    >
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            className="sr"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => set(option.value)}
          />
          <span>
            {option.label}
            {option.hint === "" ? null : <small>{option.hint}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
