/** S4: the smallest multiple of 16 that holds 99 % of the training texts, within the node's maximum. */
import { loadTokenizer, type Storage } from "@fuseline/data";

const STEP = 16;
const COVERED = 0.99;

export interface LengthRequest {
  readonly texts: readonly string[];
  /** Blob of tokenizer.json. */
  readonly tokenizer: string;
  readonly maxTokens: number;
  readonly storage: Storage;
}

export async function tokenLength({ texts, tokenizer, maxTokens, storage }: LengthRequest): Promise<number> {
  const loaded = await loadTokenizer(storage, { tokenizer, config: null });
  const lengths = texts.map((text) => loaded.encode(text, maxTokens).length).sort((a, b) => a - b);
  const covered = lengths[Math.max(0, Math.ceil(COVERED * lengths.length) - 1)] ?? 1;
  return Math.min(maxTokens, Math.max(STEP, Math.ceil(covered / STEP) * STEP));
}
