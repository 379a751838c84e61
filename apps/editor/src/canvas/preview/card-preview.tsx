/** The live picture of a card's data. */
import "./preview.css";
import { memo } from "react";
import { useEditor } from "../store/editor-context.ts";
import { CurvePreview } from "./curve-preview.tsx";
import { LossPreview } from "./loss-preview.tsx";
import { MetricsPreview } from "./metrics-preview.tsx";
import { PicturesPreview } from "./pictures-preview.tsx";
import { previewOf } from "./preview-of.ts";
import { RowsPreview } from "./rows-preview.tsx";
import { storedStep } from "./stored-step.ts";
import { WordsPreview } from "./words-preview.tsx";

export const CardPreview = memo(function CardPreview({ node }: { readonly node: string }) {
  // As text, so that a new but equal answer does not draw again.
  const text = useEditor(({ resolved }) => {
    const found = resolved.nodes[node];
    return found === undefined ? "" : JSON.stringify(previewOf(found));
  });
  const preview = text === "" ? null : (JSON.parse(text) as ReturnType<typeof previewOf>);
  const source = preview !== null && "node" in preview ? preview.node : node;
  const stored = useEditor((state) => storedStep(state, source));
  if (preview === null) return null;
  switch (preview.show) {
    case "none":
      return null;
    case "curve":
      return <CurvePreview node={node} />;
    case "loss":
      return <LossPreview node={node} />;
    case "metrics":
      return stored === null ? null : <MetricsPreview step={stored} />;
    case "rows":
      return stored === null ? null : (
        <RowsPreview step={stored} port={preview.port} divides={preview.sameColumns} />
      );
    case "pictures":
      return stored === null ? null : <PicturesPreview step={stored} column={preview.column} />;
    case "words":
      return stored === null ? null : <WordsPreview step={stored} column={preview.column} />;
  }
});
