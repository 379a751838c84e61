/** Hides whole parts while learning, so that the model also works when one is missing (modality dropout). */
import { number } from "@fuseline/schema";
import { exampleEmbedding } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { defineNode } from "../../define/node.ts";
import { input, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";

/** What comes in at a port goes out at the port of the same name. */
export const PARTS = ["part1", "part2", "part3", "part4", "part5", "part6"] as const;

const label = (place: number) => words(`Part ${place}`, `Часть ${place}`);
const part = (place: number, optional: boolean) =>
  input(["embedding", "sequence"], label(place), { optional });
const rest = (place: number) => output("embedding", label(place));

export const dropParts = defineNode({
  kind: "drop-parts",
  version: 1,
  group: "fusion",
  stage: "graph",
  icon: "puzzle",
  title: words("Works when a part is missing", "Работает, когда чего-то нет"),
  summary: words(
    "Hides whole parts while learning (modality dropout).",
    "Скрывает целые части при обучении (modality dropout).",
  ),
  params: {
    chance: number({
      label: words("How often", "Как часто"),
      help: words("How often a part is hidden while learning.", "Как часто часть скрывается при обучении."),
      min: 0,
      max: 0.8,
      default: 0.2,
    }),
  },
  inputs: {
    part1: part(1, false),
    part2: part(2, false),
    part3: part(3, true),
    part4: part(4, true),
    part5: part(5, true),
    part6: part(6, true),
  },
  outputs: { part1: rest(1), part2: rest(2), part3: rest(3), part4: rest(4), part5: rest(5), part6: rest(6) },
  infer: ({ inputs }) => {
    const wired = PARTS.flatMap((port) => {
      const type = firstOf(inputs[port], "embedding", "sequence");
      return type === undefined ? [] : [[port, type] as const];
    });
    return { outputs: Object.fromEntries(wired), issues: [] };
  },
  draws: true,
  example: { inputs: { part1: [exampleEmbedding(4)], part2: [exampleEmbedding(6)] } },
});
