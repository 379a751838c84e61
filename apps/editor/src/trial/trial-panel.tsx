/** Inputs on the left, the answer on the right: a model is tried as its callers would use it. */
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ModelFace } from "../server/shapes.ts";
import { InputField } from "./input-field.tsx";
import { PredictionCard } from "./prediction-card.tsx";
import { readPhotos } from "./read-photos.ts";
import "./trial-panel.css";
import { shownInputs, type TrialValue, type TrialValues } from "./trial-values.ts";
import type { Asked } from "./use-answer.ts";

export interface TrialPanelProps {
  readonly face: ModelFace;
  readonly asked: Asked;
  readonly values: TrialValues;
  setValues(values: TrialValues): void;
  /** The label of the row that was taken; null where there is none. */
  readonly truth: unknown;
  readonly children?: ReactNode;
}

export function TrialPanel({ face, asked, values, setValues, truth, children }: TrialPanelProps) {
  const { t } = useTranslation("trial");
  const inputs = shownInputs(face.inputs);
  const set = (column: string, value: TrialValue) => setValues({ ...values, [column]: value });
  usePastedPhoto((photos) => {
    const input = inputs.find(({ modality }) => modality === "image");
    if (input !== undefined) set(input.column, { from: "photos", photos });
  });
  const isEdited = Object.values(values).some(({ from }) => from !== "row");
  return (
    <div className="trial">
      <section className="card trial-inputs" data-many={inputs.length > 3} aria-label={t("title")}>
        {children}
        {inputs.map((input) => (
          <InputField
            key={input.column}
            input={input}
            value={values[input.column]}
            onChange={(value) => set(input.column, value)}
          />
        ))}
      </section>
      <PredictionCard face={face} asked={asked} values={values} truth={isEdited ? null : truth} />
    </div>
  );
}

function usePastedPhoto(onPaste: (photos: Awaited<ReturnType<typeof readPhotos>>) => void): void {
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData === null || clipboardData.files.length === 0) return;
      void readPhotos(clipboardData.files).then((photos) => {
        if (photos.length > 0) onPaste(photos.slice(0, 1));
      });
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  });
}
