/** The one switch from field kind to widget. */
import "./fields/fields.css";
import type { FieldProps } from "./field-props.ts";
import { ChoiceField } from "./fields/choice-field.tsx";
import { ColumnField } from "./fields/column-field.tsx";
import { ColumnListField } from "./fields/column-list-field.tsx";
import { ColumnRolesField } from "./fields/column-roles-field.tsx";
import { ColumnsField } from "./fields/columns-field.tsx";
import { FileField } from "./fields/file-field.tsx";
import { FilesField } from "./fields/files-field.tsx";
import { ModelField } from "./fields/model-field.tsx";
import { NumberField } from "./fields/number-field.tsx";
import { NumbersField } from "./fields/numbers-field.tsx";
import { OverridesField } from "./fields/overrides-field.tsx";
import { RowEditsField } from "./fields/row-edits-field.tsx";
import { TextField } from "./fields/text-field.tsx";
import { ToggleField } from "./fields/toggle-field.tsx";

export function FieldWidget(props: FieldProps) {
  const { field } = props;
  switch (field.field) {
    case "integer":
    case "number":
      return <NumberField {...props} field={field} />;
    case "numbers":
      return <NumbersField {...props} field={field} />;
    case "toggle":
      return <ToggleField {...props} field={field} />;
    case "text":
    case "template":
      return <TextField {...props} field={field} />;
    case "choice":
      return <ChoiceField {...props} field={field} />;
    case "file":
      return <FileField {...props} field={field} />;
    case "files":
      return <FilesField {...props} field={field} />;
    case "column":
      return <ColumnField {...props} field={field} />;
    case "columns":
      return <ColumnsField {...props} field={field} />;
    case "model":
      return <ModelField {...props} field={field} />;
    case "column-roles":
      return <ColumnRolesField {...props} field={field} />;
    case "column-list":
      return <ColumnListField {...props} field={field} />;
    case "row-edits":
      return <RowEditsField {...props} field={field} />;
    case "overrides":
      return <OverridesField {...props} field={field} />;
  }
}
