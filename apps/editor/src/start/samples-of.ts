/** Bundled data that a template can be tried on. */
import type { TemplateId } from "@fuseline/nodes/templates";

export type SampleName = "emoji" | "two-parts";

const SAMPLES: { readonly [T in TemplateId]: readonly SampleName[] } = {
  "sort-products": ["emoji", "two-parts"],
  "find-pictures": ["emoji"],
  "price-home": [],
};

export const samplesOf = (template: TemplateId): readonly SampleName[] => SAMPLES[template];
