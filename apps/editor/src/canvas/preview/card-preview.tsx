/** The live picture of a card's data. */
import "./preview.css";
import { memo } from "react";
import { useEditor } from "../store/editor-context.ts";
import { CurvePreview } from "./curve-preview.tsx";
import { LossPreview } from "./loss-preview.tsx";
import { MetricsPreview } from "./metrics-preview.tsx";
import { PicturesPreview } from "./pictures-preview.tsx";
import { RowsPreview } from "./rows-preview.tsx";
import { storedStep } from "./stored-step.ts";
import { WordsPreview } from "./words-preview.tsx";

export const CardPreview = memo(function CardPreview({ node }: { readonly node: string }) {
  const preview = useEditor(({ views }) => views[node]?.preview);
  const source = preview !== undefined && "node" in preview ? preview.node : node;
  const stored = useEditor((state) => storedStep(state, source));
  if (preview === undefined) return null;
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
