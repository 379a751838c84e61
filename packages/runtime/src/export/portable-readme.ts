/** README.md of an exported folder: what goes in, what comes out, in which files. */
import type { PortableManifest, PortableSource } from "./portable-manifest.ts";

export function portableReadme(manifest: PortableManifest): string {
  const { model, sources, training } = manifest;
  return `# A trained model

Trained with Fuseline on ${training.rows.train} rows and checked on ${training.rows.test} that it had not seen. It runs in plain
ONNX Runtime, in Python, JavaScript or any other language; nothing of Fuseline is needed.

Of every row:

${sources.map((source) => `1. ${stepOf(source)}`).join("\n")}
1. \`${model.file}\` (opset ${model.opset}) takes
${model.inputs.map(({ name, dtype, dims }) => `   - \`${name}\` ${dtype} [${dims.join(", ")}]`).join("\n")}

   and gives
${model.outputs.map(({ name, dtype, dims }) => `   - \`${name}\` ${dtype} [${dims.join(", ")}]`).join("\n")}

${answerOf(manifest)}

\`presence\` is 1 where the row has the column and 0 where it has not; feed zeros as the rest then. Everything above is in
\`manifest.json\` for programs to read. The guide “Use the model elsewhere” of Fuseline has programs in Python and
JavaScript that run any folder like this one.
`;
}

function stepOf({ columns, prepare, encoder }: PortableSource): string {
  const column = columns.map((name) => `“${name}”`).join(", ");
  const through =
    encoder === null
      ? "is fed as it is"
      : `goes through \`${encoder.file}\` (opset ${encoder.opset}), output \`${encoder.output}\``;
  switch (prepare.kind) {
    case "picture": {
      const { size, shortSide, resample, channels, scaled } = prepare;
      const window =
        shortSide === null
          ? `resized to ${size} × ${size}`
          : `resized so that the short side is ${shortSide}, then cut to the middle ${size} × ${size}`;
      const numbers = scaled
        ? `(pixel · ${prepare.rescale} − [${prepare.mean.join(", ")}]) / [${prepare.std.join(", ")}]`
        : "bytes";
      return `${column}, a picture: upright, on white, ${window} (${resample}), ${channels.toUpperCase()} planes of ${numbers}; ${through}.`;
    }
    case "text": {
      const { tokenizer, prefix, maxTokens, length, padding } = prepare;
      const filled = length === null ? "to the longest of the batch" : `to ${length}`;
      const begun = prefix === "" ? "" : `, after “${prefix}”`;
      return `${column}, a text${begun}: tokens of \`${tokenizer}\`, at most ${maxTokens}, filled ${filled} with ${padding}; ${through}.`;
    }
    case "table":
      return `${column}: numbers, dates, yes or no, and names, prepared as \`manifest.json\` says; ${through}.`;
  }
}

function answerOf({ answer }: PortableManifest): string {
  switch (answer.task) {
    case "classes": {
      const shown = answer.labels.slice(0, 10).join(", ");
      const more = answer.labels.length > 10 ? ", …" : "";
      const unsure = answer.abstain > 0 ? ` Below ${answer.abstain} the model is not sure.` : "";
      return `\`${answer.output}\` are the probabilities of: ${shown}${more}.${unsure}`;
    }
    case "value":
      return `\`${answer.output}\` is ${answer.names.join(", ")}; 95 of 100 truths lay between \`${answer.low}\` and \`${answer.high}\` when it was checked.`;
    case "pairs":
      return `\`${answer.a.output}\` and \`${answer.b.output}\` are vectors of length 1: the higher the product of two, the better they fit.`;
  }
}
