/** The bundled encoder's tokeniser: SentencePiece unigram, in the form of a tokenizer.json. */
import type { BundledSource } from "@fuseline/data";

export const MAX_TOKENS = 128;
/** The first ids stand for no text: padding, unknown, reserved. */
const RESERVED = 6;
const NEVER = -10_000;
const SPACE = "▁";

export function useLiteTokenizer(vocabulary: BundledSource["vocabulary"]): object {
  const metaspace = { type: "Metaspace", replacement: SPACE, prepend_scheme: "always" };
  // A piece without a score is taken only where nothing else covers the character.
  const pieces = vocabulary.slice(RESERVED).map(([piece, score]) => [piece, score ?? NEVER]);
  const special = (id: number, content: string) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: "1.0",
    truncation: { direction: "Right", max_length: MAX_TOKENS, strategy: "LongestFirst", stride: 0 },
    padding: null,
    added_tokens: [special(0, "<pad>"), special(1, "<unk>")],
    normalizer: { type: "NFKC" },
    pre_tokenizer: { ...metaspace, split: false },
    post_processor: null,
    decoder: metaspace,
    model: {
      type: "Unigram",
      unk_id: 1,
      vocab: [...reserved(), ...pieces],
      byte_fallback: false,
    },
  };
}

export const USE_LITE_TOKENIZER_CONFIG = {
  tokenizer_class: "PreTrainedTokenizerFast",
  model_max_length: MAX_TOKENS,
  pad_token: "<pad>",
  unk_token: "<unk>",
};

function reserved(): [string, number][] {
  return Array.from({ length: RESERVED }, (_, id) => [["<pad>", "<unk>"][id] ?? `<reserved_${id}>`, NEVER]);
}
