/** Template 7: photos and table columns → a number. */
import type { Endpoint } from "@fuseline/schema";
import { words } from "../define/words.ts";
import {
  checkedAndPublished,
  dropped,
  fused,
  photoBranch,
  tableBranch,
  textBranch,
  trained,
} from "./branches.ts";
import type { Scene, Template } from "./template.ts";

const WIDTH = 64;
/** Photos hold far more numbers than a table of few rows; brought down to this they do not drown it. */
const PHOTO_WIDTH = 8;
/** A photo says little about a price beside the table: most of its numbers are hidden, so that few rows are not learnt by heart. */
const HIDDEN = 0.8;

export const priceHome: Template = {
  id: "price-home",
  title: words("Price a home from photos and numbers", "Цена дома по фото и числам"),
  summary: words(
    "Reads a row of numbers and categories, looks at the photos, and predicts a number: a price, a time, a rating.",
    "Читает строку чисел и категорий, смотрит на фото и предсказывает число: цену, время, оценку.",
  ),
  icon: "house",
  wish: "predict-number",
  modalities: ["image", "number", "category"],
  answer: { from: ["number"], as: "number", words: words("numbers", "числа") },
  wanted: words("photos, numbers, categories or texts", "фото, числа, категории или тексты"),
  choose: ({ photos, texts, table }) => {
    const seen = photos.length + table.length > 0;
    return { photos, texts: seen ? [] : texts.slice(0, 1), table };
  },
  suffices: ({ photos, texts, table }) => photos.length + texts.length + table.length > 0,
  compose: (scene) => {
    const { draft, inputs, target } = scene;
    const parts = [
      ...(inputs.photos.length > 0
        ? [projected(scene, dropped(scene, photoBranch(scene, inputs.photos), HIDDEN))]
        : []),
      ...inputs.texts.map((text) => projected(scene, textBranch(scene, text))),
      ...(inputs.table.length > 0 ? [tableBranch(scene, inputs.table, { width: WIDTH })] : []),
    ];
    const features = fused(scene, parts, "fuse-gated", { width: WIDTH });
    const head = draft.add("head-regress", { scale: "log" });
    draft.connect(features, head, "features");
    if (target !== null) draft.connect(scene.column(target.name), head, "target");
    const model = trained(scene, { node: head, port: "value" }, { kind: "loss-number", port: "value" });
    const several = parts.length > 1 ? ["measure-parts"] : [];
    checkedAndPublished(scene, model, {
      kinds: ["evaluate-number", ...several, "show-errors"],
      name: "price-home",
    });
  },
};

function projected({ draft }: Scene, features: Endpoint): Endpoint {
  const node = draft.add("project", { width: PHOTO_WIDTH });
  draft.connect(features, node, "features");
  return { node, port: "features" };
}
