/** The smallest document and plan that the tables take. */
import type { Plan } from "@fuseline/schema";

export const sampleDocument = {
  format: "fuseline/pipeline",
  version: 1,
  name: "Sample",
  seed: 1,
  nodes: {},
  wires: {},
} as const;

export const samplePlan: Plan = { steps: [], publish: [] };
