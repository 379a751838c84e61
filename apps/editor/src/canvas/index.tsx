/** A pipeline on the canvas: opened by its address, edited, run, understood. */
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { currentLanguage, useLanguage } from "../i18n/i18n.ts";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { CanvasFrame } from "./canvas-frame.tsx";
import { CanvasSkeleton } from "./canvas-skeleton.tsx";
import { EditorContext } from "./store/editor-context.ts";
import { type OpenPipeline, openPipeline } from "./store/open-pipeline.ts";

type Opening = { readonly pipeline: OpenPipeline } | { readonly failed: unknown } | null;

/** Another pipeline, or another attempt at this one, is opened anew. */
export function CanvasPage() {
  const { pipelineId = "" } = useParams();
  const [attempt, setAttempt] = useState(0);
  const retry = (): void => setAttempt((count) => count + 1);
  return <Opened key={`${pipelineId} ${attempt}`} pipelineId={pipelineId} retry={retry} />;
}

function Opened({ pipelineId, retry }: { readonly pipelineId: string; retry(): void }) {
  const opening = useOpened(pipelineId);
  const pipeline = opening !== null && "pipeline" in opening ? opening.pipeline : null;
  const language = useLanguage();
  useEffect(() => pipeline?.store.getState().speak(language), [pipeline, language]);
  if (opening !== null && "failed" in opening) return <FailureNotice error={opening.failed} retry={retry} />;
  if (pipeline === null) return <CanvasSkeleton />;
  return (
    <EditorContext value={pipeline.store}>
      <ReactFlowProvider>
        <CanvasFrame />
      </ReactFlowProvider>
    </EditorContext>
  );
}

/** Closed when the page is left. */
function useOpened(pipelineId: string): Opening {
  const [opening, setOpening] = useState<Opening>(null);
  useEffect(() => {
    let opened: OpenPipeline | null = null;
    let left = false;
    openPipeline(pipelineId, currentLanguage()).then(
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
  }, [pipelineId]);
  return opening;
}
