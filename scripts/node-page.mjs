/** The pages of docs/nodes as Markdown, from what a definition declares. */

const STAGES = {
  step: "Runs as a step of its own; what it leaves is stored and reused.",
  graph: "Becomes part of the training graph of the trainer it leads to, and of the model that is served.",
  recipe: "Computes nothing by itself: it says how a column is read, and encoders follow it.",
  publish: "Works when a run is published, never as part of a run.",
};
const GROUPS = {
  data: "Data",
  prepare: "Preparation",
  encoder: "Encoders",
  adapter: "Adapters",
  fusion: "Fusion",
  head: "Heads",
  loss: "Losses",
  train: "Training",
  evaluate: "Evaluation",
  publish: "Publishing",
  connect: "Connections",
};
const NOTE =
  "Generated from the catalogue by `node scripts/docs.mjs`; `npm run check` fails when it is out of step.";

/** @param schema helpers of @fuseline/schema that put types into words */
export function nodePage(definition, schema) {
  const { kind, title, summary, stage, group, params, inputs, outputs, version } = definition;
  const sections = [
    `# ${title.en}`,
    `\`${kind}\`, version ${version} · ${GROUPS[group]} · по-русски: ${title.ru}`,
    `${summary.en} ${STAGES[stage]}${definition.draws ? " It draws random numbers from the seed of the pipeline." : ""}`,
    "## Inputs",
    table(
      ["port", "", "takes", ""],
      Object.entries(inputs).map(([port, input]) => inputRow(port, input, schema)),
    ),
    "## Outputs",
    table(
      ["port", "", "gives"],
      Object.entries(outputs).map(([port, output]) => outputRow(port, output, schema)),
    ),
    ...(definition.dynamicOutputs === undefined
      ? []
      : ["More outputs follow from the parameters: one for each chosen column."]),
    "## Parameters",
    table(
      ["parameter", "", "values", "default", "meaning"],
      Object.entries(params).map(([name, field]) => paramRow(name, field)),
    ),
    ...choiceLists(params),
    ...example(definition, schema),
    NOTE,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

export function indexPage(definitions) {
  const groups = [...new Set(definitions.map(({ group }) => group))];
  const lists = groups.map((group) => {
    const rows = definitions
      .filter((definition) => definition.group === group)
      .map(({ kind, title, summary }) => [`[${title.en}](${kind}.md)`, `\`${kind}\``, summary.en]);
    return `## ${GROUPS[group]}\n\n${table(["block", "kind", ""], rows)}`;
  });
  return `${["# Blocks", `Every block that can stand on the canvas. ${NOTE}`, ...lists].join("\n\n")}\n`;
}

function inputRow(port, { label, accept, many, optional, supervision }, { acceptWords }) {
  const notes = [
    many === true ? "several wires, in their order" : "",
    optional === true ? "may stay empty" : "",
    supervision === true ? "only for learning and checking: cut from what is published" : "",
  ];
  return [`\`${port}\``, label.en, acceptWords(accept).en, notes.filter(Boolean).join("; ")];
}

const outputRow = (port, { label, kind }, { PORT_KIND_WORDS }) => [
  `\`${port}\``,
  label.en,
  PORT_KIND_WORDS[kind].en,
];

function paramRow(name, field) {
  const marks = [field.advanced === true ? "advanced" : "", field.required === true ? "required" : ""];
  const when =
    field.when === undefined
      ? ""
      : ` Shown while \`${field.when.param}\` is ${field.when.is.map(code).join(" or ")}.`;
  const note = marks.filter(Boolean).join(", ");
  return [
    code(name),
    field.label.en + (note === "" ? "" : ` (${note})`),
    valuesOf(field),
    defaultOf(field),
    field.help.en + when,
  ];
}

function valuesOf(field) {
  switch (field.field) {
    case "integer":
    case "number": {
      const unit = field.unit === undefined ? "" : ` ${field.unit}`;
      const range = `${field.min} … ${field.max}${unit}`;
      return `${field.field === "integer" ? "whole, " : ""}${range}${field.auto === true ? ", or `auto`" : ""}`;
    }
    case "choice":
      return field.options.map(({ value }) => code(value)).join(" ");
    case "toggle":
      return "on or off";
    case "file":
    case "files":
      return `${field.field} ${field.accept.join(" ")}`;
    default:
      return field.field;
  }
}

function defaultOf({ default: value }) {
  if (value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0))
    return "–";
  return code(typeof value === "object" ? JSON.stringify(value) : String(value));
}

/** Options of a choice in words, where they say more than their values. */
function choiceLists(params) {
  return Object.entries(params).flatMap(([name, field]) =>
    field.field !== "choice"
      ? []
      : [
          `**${field.label.en}** (\`${name}\`)\n\n${field.options
            .map(
              ({ value, label, hint }) =>
                `- ${code(value)}: ${label.en}${hint === undefined ? "" : `. ${hint.en}`}`,
            )
            .join("\n")}`,
        ],
  );
}

/** What comes out of the declared example. */
function example({ example: given, params, infer, inputs }, { formatDims, parseParams }) {
  const wired = Object.entries(given.inputs ?? {});
  if (wired.length === 0) return [];
  const { values } = parseParams(params, given.params ?? {}, "example");
  const arriving = Object.fromEntries(Object.keys(inputs).map((port) => [port, given.inputs?.[port] ?? []]));
  const { outputs } = infer({ node: "example", params: values, inputs: arriving });
  const shown = (type) => ("dims" in type ? `${type.kind} ${formatDims(type.dims)}` : type.kind);
  const set = Object.entries(given.params ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const lines = [
    ...wired.map(([port, types]) => `- in \`${port}\`: ${types.map(shown).join(", ")}`),
    ...Object.entries(outputs).map(([port, type]) => `- out \`${port}\`: ${shown(type)}`),
  ];
  const where = set.length === 0 ? "" : `With ${set.map(code).join(", ")}:\n\n`;
  return [
    "## Example",
    `${where}${lines.join("\n")}`,
    "`B` is the number of rows, `L` a length that the data decides.",
  ];
}

function table(head, rows) {
  if (rows.length === 0) return "None.";
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

const code = (text) => `\`${text}\``;
