/** Labels a person has changed in the gallery, and how they become a new run. */

import { parseDocument } from "@fuseline/schema";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { newId } from "../canvas/edit/new-id.ts";
import { client } from "../server/trpc.ts";
import { correctionOperations, targetColumn } from "./correction-operations.ts";

export interface Relabel {
  /** Row id → its new label. */
  readonly changed: ReadonlyMap<string, string>;
  /** Rows whose label was said to be right. */
  readonly kept: ReadonlySet<string>;
  change(row: string, label: string): void;
  keep(row: string): void;
  undo(): void;
  learnAgain(): void;
  readonly isBusy: boolean;
  readonly error: unknown;
}

/** The pipeline has no place for corrections. */
class NoPlace extends Error {
  override readonly name = "NoPlace";
}

export function useRelabel(pipelineId: string): Relabel {
  const navigate = useNavigate();
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const learn = useMutation({
    mutationFn: () => learnAgain(pipelineId, changed),
    onSuccess: (runId) => void navigate(`/runs/${runId}`),
  });
  return {
    changed,
    kept,
    change: (row, label) => setChanged(new Map([...changed, [row, label]])),
    keep: (row) => setKept(new Set([...kept, row])),
    undo: () => setChanged(new Map([...changed].slice(0, -1))),
    learnAgain: () => learn.mutate(),
    isBusy: learn.isPending,
    error: learn.error,
  };
}

async function learnAgain(pipelineId: string, changed: ReadonlyMap<string, string>): Promise<string> {
  const pipeline = await client.pipelines.get.query({ pipelineId });
  const document = parseDocument(pipeline.document);
  const column = document.ok ? targetColumn(document.value) : null;
  if (!document.ok || column === null) throw new NoPlace();
  const edits = [...changed].map(([row, value]) => ({ row, column, value }));
  const operation = correctionOperations(document.value, edits, newId);
  if (operation === null) throw new NoPlace();
  await client.pipelines.applyOperations.mutate({
    pipelineId,
    base: pipeline.revision,
    author: "error-gallery",
    entries: [{ id: newId("edit"), at: Date.now(), operation }],
  });
  return (await client.runs.start.mutate({ pipelineId })).runId;
}
