/** Data that comes with Fuseline, so that every pipeline can be tried without a network. */
import { choice, datasetOf } from "@fuseline/schema";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";
import { EMOJI_COLUMNS } from "./columns.ts";

export const loadSample = defineNode({
  kind: "load-sample",
  version: 1,
  group: "data",
  stage: "step",
  icon: "smile",
  title: words("Sample data", "Пример данных"),
  summary: words("Sets that come with Fuseline.", "Наборы, которые идут вместе с Fuseline."),
  params: {
    sample: choice({
      label: words("Set", "Набор"),
      help: words("What to practise on.", "На чем потренироваться."),
      options: [
        {
          value: "emoji",
          label: words("Emoji", "Эмодзи"),
          hint: words(
            "1,911 pictures with names in 26 languages, groups and tags.",
            "1 911 картинок с названиями на 26 языках, группами и метками.",
          ),
          icon: "smile",
        },
      ],
      default: "emoji",
    }),
  },
  inputs: {},
  outputs: { data: output("dataset", labels.data) },
  infer: ({ node }) => ({
    outputs: { data: datasetOf(EMOJI_COLUMNS, node) },
    issues: [],
  }),
  example: {},
});
