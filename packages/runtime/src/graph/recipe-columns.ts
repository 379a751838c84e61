/** Which columns a recipe reads, and whether it reads what the model must learn to say. */
import type { Recipe } from "../recipe.ts";

export function recipeColumns(recipe: Recipe): readonly string[] {
  switch (recipe.recipe) {
    case "image-model":
    case "pixels":
    case "table":
    case "number-target":
      return recipe.columns.map(({ column }) => column);
    case "text-model":
    case "tokens":
    case "class-target":
    case "pair-key":
      return [recipe.column.column];
    case "tuned-model":
      return recipeColumns(recipe.encoder);
  }
}

/** Targets and pair keys are known in training and evaluation only. */
export function isSupervision(recipe: Recipe): boolean {
  return (
    recipe.recipe === "class-target" || recipe.recipe === "number-target" || recipe.recipe === "pair-key"
  );
}
