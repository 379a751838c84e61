/** One field of the inspector: name, widget, help, whether it was changed, what is wrong with it. */
import { type Field, type Issue, type Json, sameJson } from "@fuseline/schema";
import { RotateCcw } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { useEditor } from "../store/editor-context.ts";
import { FieldWidget } from "./field-widget.tsx";
import { NodeIssues } from "./node-issues.tsx";

export interface InspectorFieldProps {
  readonly node: string;
  readonly name: string;
  readonly field: Field;
  readonly value: Json;
  readonly issues: readonly Issue[];
}

/** Kinds whose widget is one control that a label can point at. */
const SINGLE: ReadonlySet<Field["field"]> = new Set([
  "integer",
  "number",
  "numbers",
  "text",
  "template",
  "column",
]);
/** Their value is the person's own data; there is nothing to reset it to. */
const NO_DEFAULT: ReadonlySet<Field["field"]> = new Set([
  "file",
  "files",
  "column-list",
  "column-roles",
  "row-edits",
  "overrides",
  "model",
]);

export function InspectorField({ node, name, field, value, issues }: InspectorFieldProps) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const edit = useEditor((state) => state.edit);
  const id = useId();
  const changed = !NO_DEFAULT.has(field.field) && !sameJson(value, field.default as Json);
  const label = field.label[language];
  const set = (next: Json): void => {
    if (!sameJson(next, value)) edit({ op: "set-param", id: node, name, value: next });
  };
  const Label = SINGLE.has(field.field) ? "label" : "span";
  return (
    <div className="field" data-field={field.field} data-param={name}>
      <div className="field-head">
        <Label id={`${id}-label`} {...(Label === "label" ? { htmlFor: id } : {})}>
          {label}
        </Label>
        {changed ? (
          <button
            type="button"
            className="reset"
            aria-label={t("resetField", { field: label })}
            onClick={() => edit({ op: "set-param", id: node, name, value: field.default as Json })}
          >
            <RotateCcw className="i xs" aria-hidden="true" />
            {t("reset")}
          </button>
        ) : null}
      </div>
      <FieldWidget id={id} node={node} name={name} field={field} value={value} set={set} />
      <NodeIssues issues={issues} />
      <p className="help">{field.help[language]}</p>
    </div>
  );
}
