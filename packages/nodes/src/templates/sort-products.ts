/** Template 1: photo and text → one of several classes. */
import { words } from "../define/words.ts";
import {
  checkedAndPublished,
  droppable,
  fused,
  photoBranch,
  tableBranch,
  textBranch,
  trained,
} from "./branches.ts";
import type { Template } from "./template.ts";

const WIDTH = 256;
/** Accuracy on a hundred validation rows jumps about: five epochs without gain say little. */
const PATIENCE = 15;

export const sortProducts: Template = {
  id: "sort-products",
  title: words("Sort products by photo and text", "Разложить товары по фото и тексту"),
  summary: words(
    "Looks at a photo and reads a text, then chooses one class: a product's category, the kind of a review.",
    "Смотрит на фото, читает текст и выбирает один класс: категорию товара, вид отзыва.",
  ),
  icon: "tags",
  wish: "choose-class",
  modalities: ["image", "text"],
  answer: {
    from: ["category", "boolean", "text", "number", "identity"],
    as: "category",
    words: words("categories", "категории"),
  },
  wanted: words("photos, texts, numbers or categories", "фото, тексты, числа или категории"),
  choose: ({ photos, texts, table }) => {
    const seen = photos.length + texts.length > 0;
    return { photos, texts: texts.slice(0, 1), table: seen ? [] : table };
  },
  suffices: ({ photos, texts, table }) => photos.length + texts.length + table.length > 0,
  compose: (scene) => {
    const { draft, inputs, target } = scene;
    const parts = droppable(scene, [
      ...(inputs.photos.length > 0 ? [photoBranch(scene, inputs.photos)] : []),
      ...inputs.texts.map((text) => textBranch(scene, text)),
      ...(inputs.table.length > 0 ? [tableBranch(scene, inputs.table, { width: WIDTH })] : []),
    ]);
    const features = fused(scene, parts, "fuse-concat", { width: WIDTH });
    const head = draft.add("head-classify");
    draft.connect(features, head, "features");
    if (target !== null) draft.connect(scene.column(target.name), head, "target");
    const model = trained(
      scene,
      { node: head, port: "logits" },
      { kind: "loss-cross-entropy", port: "logits", training: { patience: PATIENCE } },
    );
    const several = parts.length > 1 ? ["measure-parts"] : [];
    checkedAndPublished(scene, model, {
      kinds: ["evaluate-classes", ...several, "show-errors"],
      name: "sort-products",
    });
  },
};
