/** Template 2: photos and texts in one space, so that words find pictures and pictures find words. */
import { words } from "../define/words.ts";
import { dropped, fused, photoBranch, textBranch, trained } from "./branches.ts";
import type { Template } from "./template.ts";

const WIDTH = 256;
const SPACE_WIDTH = 512;
/** Share of the numbers of ready vectors that is hidden while learning. */
const HIDDEN = 0.5;
/** Recall on a few validation rows jumps about; strong decay keeps the projections from learning few pairs by heart. */
const TRAINING = { epochs: 40, patience: 15, weightDecay: 0.3 } as const;

export const findPictures: Template = {
  id: "find-pictures",
  title: words("Find pictures by words", "Найти картинки по словам"),
  summary: words(
    "Learns which text belongs to which photo; then words find photos, and a photo finds its text.",
    "Учится, какой текст относится к какому фото; потом слова находят фото, а фото — свой текст.",
  ),
  icon: "search",
  wish: "find",
  modalities: ["image", "text"],
  answer: null,
  wanted: words("photos and texts", "фото и тексты"),
  choose: ({ photos, texts }) => ({ photos, texts: texts.slice(0, 1), table: [] }),
  suffices: ({ photos, texts }) => photos.length > 0 && texts.length > 0,
  compose: (scene) => {
    const { draft, inputs, key, data } = scene;
    const photo = photoBranch(scene, inputs.photos);
    const texts = inputs.texts.map((text) => textBranch(scene, text));
    const text = fused(scene, texts, "fuse-concat", { width: WIDTH });
    const head = draft.add("head-contrastive", { width: SPACE_WIDTH });
    draft.connect(dropped(scene, photo, HIDDEN), head, "a");
    draft.connect(dropped(scene, text, HIDDEN), head, "b");
    // Two photos of one name belong to it equally; told apart, they would be each other's wrong answer.
    const same = key ?? inputs.texts.find(({ several }) => !several) ?? null;
    if (same !== null) draft.connect(scene.column(same.name), head, "key");
    const model = trained(
      scene,
      { node: head, port: "pairs" },
      { kind: "loss-contrastive", port: "pairs", training: TRAINING },
    );
    draft.connect(model, draft.add("evaluate-retrieval"), "model");
    const index = draft.add("build-index");
    draft.connect(model, index, "model");
    draft.connect(data, index, "data");
    const search = draft.add("retrieve");
    draft.connect({ node: index, port: "index" }, search, "index");
    draft.connect(
      { node: search, port: "retriever" },
      draft.add("publish-endpoint", { name: "find-pictures" }),
      "serve",
    );
  },
};
