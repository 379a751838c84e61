/** The second line of a card: what the node is now, read from its first telling setting. */
import {
  type Field,
  type FileRef,
  type FilesRef,
  isActive,
  type Json,
  type Language,
  type ModelRef,
  type NodeDefinition,
} from "@fuseline/schema";
import { countWords } from "./count-words.ts";

type Params = { readonly [name: string]: Json };

export function nodeSubtitle(definition: NodeDefinition, params: Params, language: Language): string {
  for (const [name, field] of Object.entries(definition.params)) {
    if (field.advanced === true || !isActive(definition.params, name, params)) continue;
    const told = valueWords(field, params[name] ?? null, language);
    if (told !== "") return told;
  }
  return definition.summary[language];
}

/** Empty where the value would tell nothing by itself. */
function valueWords(field: Field, value: Json, language: Language): string {
  if (value === null) return "";
  switch (field.field) {
    case "model": {
      const { hub } = value as ModelRef;
      return hub.split("/").at(-1) ?? hub;
    }
    case "file":
      return (value as unknown as FileRef).name;
    case "files": {
      const { name, count } = value as unknown as FilesRef;
      return `${name} · ${countWords("file", count, language)}`;
    }
    case "choice":
      return field.options.find((option) => option.value === value)?.label[language] ?? "";
    case "column":
      return typeof value === "string" ? value : "";
    case "column-roles":
      return countWords("column", Object.keys(value).length, language);
    case "row-edits":
      return Array.isArray(value) && value.length > 0 ? countWords("edit", value.length, language) : "";
    case "text":
      return typeof value === "string" ? value : "";
    case "integer":
    case "number":
      return typeof value === "number" ? `${field.label[language]} ${value.toLocaleString(language)}` : "";
    case "numbers":
    case "toggle":
    case "template":
    case "columns":
    case "column-list":
    case "overrides":
      return "";
  }
}
