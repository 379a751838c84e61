/** What models answer: `task` of their port type. */
import type { Text } from "@fuseline/schema";
import { words } from "./words.ts";

export type Task = "classes" | "value" | "pairs";

/** A model that answers this, after "takes" and "brings". */
export const TASK_WORDS: { readonly [T in Task]: Text } = {
  classes: words("a model that chooses a class", "модель, которая выбирает класс"),
  value: words("a model that predicts a number", "модель, которая предсказывает число"),
  pairs: words(
    "a model that finds pairs (common space)",
    "модель, которая находит пары (общее пространство)",
  ),
};
