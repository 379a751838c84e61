/** Reads from the path of a parameter or node which of the repeated blocks of a model it belongs to. */

/** Words that lists of blocks go by in PyTorch, Flax and TensorFlow exports. */
const LISTS =
  "(?:encoder_|hidden_|transformer_|conv_|albert_)?(?:layers?|blocks?|stages?|levels?)|h|blks?|resblocks?|features|units?|cells?|layer_groups?|albert_layer_groups";
/** `blocks.3` or `layer3`, as path segments. */
const LIST = new RegExp(`^(?:${LISTS})$`, "i");
const NUMBERED = new RegExp(`^(?:${LISTS})_?\\d+$`, "i");
const NUMBER = /^\d+$/;

/**
 * The outermost numbered member of a list, and where a list follows at once (`stages.2.blocks.3`, `layer3.1`) the
 * member of that: `bert/encoder/layer.3/attention/self/query/MatMul` → `bert.encoder.layer.3`. Lists further inside
 * (`blocks.3.mlp.net.0`) belong to the block. Null where the path names none.
 */
export function blockName(path: string): string | null {
  const segments = path.split(/[./]/).filter((segment) => segment !== "");
  for (let at = 0; at < segments.length; at++) {
    const end = memberEnd(segments, at);
    if (end === null) continue;
    // Something must follow: `layers.3` alone would be a value's own name, such as a counter of an exporter.
    if (end >= segments.length) return null;
    const inner = NUMBER.test(segments[end] ?? "") ? end + 1 : memberEnd(segments, end);
    return segments.slice(0, inner !== null && inner < segments.length ? inner : end).join(".");
  }
  return null;
}

/** Where the path goes on after a numbered member that begins at `at`. */
function memberEnd(segments: readonly string[], at: number): number | null {
  const segment = segments[at] ?? "";
  if (NUMBERED.test(segment)) return at + 1;
  return LIST.test(segment) && NUMBER.test(segments[at + 1] ?? "") ? at + 2 : null;
}
