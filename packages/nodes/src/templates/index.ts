export { applySettings } from "./apply-settings.ts";
export { buildTemplate } from "./build-template.ts";
export { generatedData, sampleData } from "./bundled-data.ts";
export {
  allTemplates,
  describeTemplate,
  type TemplateDescription,
  templateFor,
} from "./describe-template.ts";
export { type Card, layOut, type Place } from "./lay-out.ts";
export type { BuiltTemplate, TemplateId, TemplateRequest, Wish } from "./template.ts";
export { TEMPLATE_IDS } from "./template.ts";
export type { ColumnGuess, DataOrigin, DataUnderstanding, UnderstoodColumn } from "./understanding.ts";
