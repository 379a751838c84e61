/** Real pipelines for tests: what the start page makes from the data that comes with Fuseline. */
import { buildTemplate, sampleData } from "@fuseline/nodes/templates";
import { applyOperation, type Operation, type PipelineDocument } from "@fuseline/schema";

const MODELS = {
  image: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" },
  text: { hub: "fuseline/use-lite-en", revision: "main" },
};

/** Emoji by picture and name → group; nodes are named by their kinds. */
export function emojiPipeline(): PipelineDocument {
  const built = buildTemplate("sort-products", {
    understanding: sampleData("emoji"),
    models: MODELS,
    seed: 7,
  });
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  return built.value.document;
}

export function after(document: PipelineDocument, operation: Operation): PipelineDocument {
  const applied = applyOperation(document, operation);
  if (!applied.ok) throw new Error(JSON.stringify(applied.issues));
  return applied.value.document;
}

/** Ids by counting, so that tests can name them. */
export function countingIds(): (prefix: string) => string {
  let made = 0;
  return (prefix) => {
    made += 1;
    return `${prefix}-new${made}`;
  };
}

export function arrows(document: PipelineDocument, node: string): readonly string[] {
  return Object.values(document.wires)
    .filter(({ from, to }) => from.node === node || to.node === node)
    .map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)
    .sort();
}
