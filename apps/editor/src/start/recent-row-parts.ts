/** What a row of recent work shows of its pipeline: the kinds of data it learns from, and where its rows are stored. */
import { MODALITIES, type Modality, type PipelineDocument } from "@fuseline/schema";
import { stepsOfKind } from "../run/steps-of-kind.ts";

/** Each kind once, photos first. */
export function inputModalities({ nodes }: PipelineDocument): readonly Modality[] {
  const found = Object.values(nodes).flatMap(({ params }) =>
    Object.values(
      (params.roles ?? {}) as {
        readonly [column: string]: { readonly role: string; readonly modality: string };
      },
    )
      .filter(({ role }) => role === "input")
      .flatMap(({ modality }) => MODALITIES.find((known) => known === modality) ?? []),
  );
  return [...new Set(found)].sort((a, b) => Number(b === "image") - Number(a === "image"));
}

/** Key of the step that left the rows to learn from; null where none did. */
export function rowsStep(answer: unknown): string | null {
  return stepsOfKind(answer, "choose-columns")[0] ?? null;
}
