/** Tokenisers as models bring them (tokenizer.json), with truncation that keeps the special tokens. */
import type { BlobId } from "@fuseline/schema";
import { Tokenizer } from "@huggingface/tokenizers";
import { userError } from "../issues.ts";
import type { Storage } from "../storage/storage.ts";

/** No token is longer than this on average; the rest of a text could only be cut off. */
const CHARACTERS_PER_TOKEN = 64;

export class TextTokenizer {
  /** What the template puts before and after a text. */
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  /** Ids are 0 … vocabulary − 1. */
  readonly vocabulary: number;

  constructor(private readonly tokenizer: Tokenizer) {
    const content = this.contentIds("a");
    const whole = tokenizer.encode("a").ids;
    const start = Math.max(0, indexOfRun(whole, content));
    this.before = whole.slice(0, start);
    this.after = whole.slice(start + content.length);
    this.vocabulary = Math.max(0, ...tokenizer.get_vocab().values()) + 1;
  }

  /** Token ids, at most `maxTokens`; a longer text loses its end, never its special tokens. Not padded. */
  encode(text: string, maxTokens: number): number[] {
    const cut = text.slice(0, CHARACTERS_PER_TOKEN * maxTokens);
    const whole = this.tokenizer.encode(cut).ids;
    if (whole.length <= maxTokens) return whole;
    const room = Math.max(0, maxTokens - this.before.length - this.after.length);
    return [...this.before, ...this.contentIds(cut).slice(0, room), ...this.after].slice(0, maxTokens);
  }

  /** Whether the text has more tokens than `maxTokens`. */
  isTruncated(text: string, maxTokens: number): boolean {
    return (
      text.length > CHARACTERS_PER_TOKEN * maxTokens || this.tokenizer.encode(text).ids.length > maxTokens
    );
  }

  decode(ids: readonly number[]): string {
    return this.tokenizer.decode([...ids], { skip_special_tokens: true }).trim();
  }

  tokenId(token: string): number | null {
    return this.tokenizer.token_to_id(token) ?? null;
  }

  private contentIds(text: string): number[] {
    return this.tokenizer.encode(text, { add_special_tokens: false }).ids;
  }
}

function indexOfRun(ids: readonly number[], run: readonly number[]): number {
  for (let start = 0; start + run.length <= ids.length; start++) {
    if (run.every((id, i) => ids[start + i] === id)) return start;
  }
  return -1;
}

/**
 * @param files blobs of tokenizer.json and, if the model has one, tokenizer_config.json
 * @throws UserError `tokenizer-unreadable`
 */
export async function loadTokenizer(
  storage: Pick<Storage, "readJson">,
  files: { readonly tokenizer: BlobId; readonly config: BlobId | null },
): Promise<TextTokenizer> {
  const json = await storage.readJson(files.tokenizer);
  const config = files.config === null ? {} : await storage.readJson(files.config);
  return makeTokenizer(json, config);
}

export function makeTokenizer(json: unknown, config: unknown): TextTokenizer {
  if (typeof json !== "object" || json === null || typeof config !== "object" || config === null) {
    throw userError({ code: "tokenizer-unreadable", facts: { reason: "not an object" } });
  }
  try {
    return new TextTokenizer(new Tokenizer(json, config));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw userError({ code: "tokenizer-unreadable", facts: { reason } }, error);
  }
}
