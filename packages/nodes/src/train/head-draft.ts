/** What a built prediction means to the runtime: graph outputs and the head of the manifest. */
import type { Value } from "@fuseline/autograd";
import type { BuiltGraph } from "@fuseline/runtime";
import type { LossOutput } from "../define/graph.ts";

/** Names of the graph outputs. */
const OUTPUT = { logits: "logits", value: "values", a: "a", b: "b" } as const;

export function builtGraph(loss: LossOutput): BuiltGraph {
  const { prediction } = loss;
  const scores = loss.supervised ? { loss: loss.value, perRow: loss.perRow } : {};
  switch (prediction.type) {
    case "logits": {
      const { labels, abstain, column: target, toleratesMissing } = prediction;
      const head = { task: "classes", output: OUTPUT.logits, labels, abstain, target } as const;
      return { ...scores, outputs: { [OUTPUT.logits]: prediction.value }, head, toleratesMissing };
    }
    case "value": {
      const head = { task: "value", output: OUTPUT.value, info: prediction.info } as const;
      return {
        ...scores,
        outputs: { [OUTPUT.value]: prediction.value },
        head,
        toleratesMissing: prediction.toleratesMissing,
      };
    }
    case "pairs": {
      const head = {
        task: "pairs",
        a: { output: OUTPUT.a, columns: prediction.columnsA },
        b: { output: OUTPUT.b, columns: prediction.columnsB },
        logScale: nameOf(prediction.logScale),
      } as const;
      // Either side answers alone: a search brings a photo or words, never both.
      return {
        ...scores,
        outputs: { [OUTPUT.a]: prediction.a, [OUTPUT.b]: prediction.b },
        head,
        toleratesMissing: true,
      };
    }
  }
}

function nameOf(value: Value): string {
  return value.name;
}
