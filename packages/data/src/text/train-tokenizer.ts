/**
 * A byte-level BPE tokeniser learnt from texts (Sennrich et al. 2016; bytes as in GPT-2, Radford et al. 2019), written
 * as tokenizer.json. Same texts, same bytes.
 */
import { ByteLevelPreTokenizer, NFKCNormalizer } from "@huggingface/tokenizers";
import { learnMerges } from "./learn-merges.ts";

/** Ids 0…4 of every tokeniser made here. */
export const SPECIAL_TOKENS = ["<pad>", "<unk>", "<start>", "<end>", "<mask>"] as const;

const PRE_TOKENIZER = {
  type: "ByteLevel",
  add_prefix_space: true,
  trim_offsets: true,
  use_regex: true,
} as const;

/**
 * @param texts training texts; the order does not matter
 * @param vocabulary most tokens there may be, at least 256, special ones included
 * @returns tokenizer.json
 */
export function trainTokenizer(texts: readonly string[], vocabulary: number): string {
  if (vocabulary < 256) throw new RangeError(`a byte-level vocabulary needs 256 tokens, not ${vocabulary}`);
  const alphabet = byteAlphabet();
  const merges = learnMerges(countWords(texts), {
    alphabet,
    count: vocabulary - SPECIAL_TOKENS.length - alphabet.length,
  });
  const tokens = [...SPECIAL_TOKENS, ...alphabet, ...merges.map(([left, right]) => left + right)];
  return JSON.stringify(tokenizerJson(tokens, merges));
}

/** Signs of the 243 bytes that occur in UTF-8, in the order of the bytes. */
function byteAlphabet(): string[] {
  const { byte_encoder: signs } = new ByteLevelPreTokenizer(PRE_TOKENIZER);
  const bytes = Array.from({ length: 0xf5 }, (_, byte) => byte).filter(
    (byte) => byte !== 0xc0 && byte !== 0xc1,
  );
  return bytes.map((byte) => signs[byte] ?? "");
}

/** The very normaliser and splitter that will read the tokeniser, so that training and use cannot differ. */
function countWords(texts: readonly string[]): Map<string, number> {
  const normalizer = new NFKCNormalizer({ type: "NFKC" });
  const splitter = new ByteLevelPreTokenizer(PRE_TOKENIZER);
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of splitter.pre_tokenize(normalizer.normalize(text))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

function tokenizerJson(tokens: readonly string[], merges: readonly (readonly [string, string])[]): object {
  const special = (content: string): object => ({ SpecialToken: { id: content, type_id: 0 } });
  const named = (content: string): [string, object] => [
    content,
    { id: content, ids: [tokens.indexOf(content)], tokens: [content] },
  ];
  const [start, end] = ["<start>", "<end>"];
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_TOKENS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: "NFKC" },
    pre_tokenizer: PRE_TOKENIZER,
    post_processor: {
      type: "TemplateProcessing",
      single: [special(start), { Sequence: { id: "A", type_id: 0 } }, special(end)],
      pair: [
        special(start),
        { Sequence: { id: "A", type_id: 0 } },
        special(end),
        { Sequence: { id: "B", type_id: 1 } },
        special(end),
      ],
      special_tokens: Object.fromEntries([named(start), named(end)]),
    },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: "<unk>",
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}
