/** What people call the parts of a dataset, in folder names and in columns. */
import type { Split } from "@fuseline/schema";

const WORDS: { readonly [word: string]: Split } = {
  train: "train",
  training: "train",
  обучение: "train",
  val: "validation",
  valid: "validation",
  validation: "validation",
  dev: "validation",
  валидация: "validation",
  проверка: "validation",
  test: "test",
  testing: "test",
  тест: "test",
};

export function splitNamed(word: string): Split | null {
  return WORDS[word.trim().toLowerCase()] ?? null;
}
