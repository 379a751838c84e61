/** Reads a setting given as text, such as `--set train.epochs=20`, by the kind of its field. */
import type { Field, Json } from "@fuseline/schema";

const ON = new Set(["on", "true", "yes", "1"]);
const OFF = new Set(["off", "false", "no", "0"]);
const NONE = "none";

/** What cannot be read is returned as it came, and `parseParams` says what the field takes. */
export function parseSetting(field: Field, value: Json): Json {
  return typeof value === "string" ? parseText(field, value.trim()) : value;
}

function parseText(field: Field, value: string): Json {
  switch (field.field) {
    case "integer":
    case "number":
      return numeric(value);
    case "numbers":
      return value === "" ? [] : value.split(",").map((part) => numeric(part.trim()));
    case "toggle": {
      const lower = value.toLowerCase();
      return ON.has(lower) ? true : OFF.has(lower) ? false : value;
    }
    case "text":
    case "template":
    case "choice":
      return value;
    case "column":
      return value === "" || value === NONE ? null : value;
    case "columns":
      return value === "" ? [] : value.split(",").map((part) => part.trim());
    case "model":
      return modelRef(value);
    case "file":
    case "files":
    case "column-roles":
    case "column-list":
    case "row-edits":
    case "overrides":
      return json(value);
  }
}

/** `auto` and words stay text; "" is not 0. */
function numeric(value: string): Json {
  const read = Number(value);
  return value === "" || Number.isNaN(read) ? value : read;
}

/** `owner/name` or `owner/name@revision`. */
function modelRef(value: string): Json {
  if (value === "" || value === NONE) return null;
  const [hub = "", revision = "main"] = value.split("@");
  return { hub, revision };
}

function json(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
