/** A pipeline on the canvas: opened by its address, edited, run, understood. */
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { CanvasFrame } from "./canvas-frame.tsx";
import { CanvasSkeleton } from "./canvas-skeleton.tsx";
import { EditorContext } from "./store/editor-context.ts";
import { type OpenPipeline, openPipeline } from "./store/open-pipeline.ts";

type Opening = { readonly pipeline: OpenPipeline } | { readonly failed: unknown } | null;

export function CanvasPage() {
  const { pipelineId = "" } = useParams();
  const language = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const opening = useOpened(pipelineId, attempt);
  const pipeline = opening !== null && "pipeline" in opening ? opening.pipeline : null;
  useEffect(() => pipeline?.store.getState().speak(language), [pipeline, language]);
  if (opening !== null && "failed" in opening) {
    return <FailureNotice error={opening.failed} retry={() => setAttempt((count) => count + 1)} />;
  }
  if (pipeline === null) return <CanvasSkeleton />;
  return (
    <EditorContext value={pipeline.store}>
      <ReactFlowProvider>
        <CanvasFrame />
      </ReactFlowProvider>
    </EditorContext>
  );
}

/** Opens again for another address or attempt, and closes what was open before. */
function useOpened(pipelineId: string, attempt: number): Opening {
  const language = useLanguage();
  const [opening, setOpening] = useState<Opening>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is spoken later, it does not open again
  useEffect(() => {
    let opened: OpenPipeline | null = null;
    let left = false;
    setOpening(null);
    openPipeline(pipelineId, language).then(
      (pipeline) => {
        if (left) pipeline.close();
        else {
          opened = pipeline;
          setOpening({ pipeline });
        }
      },
      (failed: unknown) => {
        if (!left) setOpening({ failed });
      },
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [pipelineId, attempt]);
  return opening;
}
