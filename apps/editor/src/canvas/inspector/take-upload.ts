/** Puts uploaded files into a field; where the node lists the columns of its file, they are understood anew. */
import type { ColumnSchema, Json, Operation } from "@fuseline/schema";
import { useCallback } from "react";
import { z } from "zod";
import { client } from "../../server/trpc.ts";
import { useEditorStore } from "../store/editor-context.ts";

export interface TakenUpload {
  readonly uploadId: string;
  readonly param: string;
  readonly value: Json;
}

/** The part of what the server understood that is needed here. */
const understood = z.object({
  understanding: z.object({
    columns: z.array(z.object({ name: z.string(), modality: z.string(), several: z.boolean() })),
  }),
});

export function useTakeUpload(node: string): (taken: TakenUpload) => Promise<void> {
  const store = useEditorStore();
  return useCallback(
    async ({ uploadId, param, value }) => {
      const { resolved, edit } = store.getState();
      const fields = Object.entries(resolved.nodes[node]?.definition?.params ?? {});
      const list = fields.find(([, field]) => field.field === "column-list")?.[0];
      const columns = list === undefined ? null : await columnsOf(uploadId);
      const operations: Operation[] = [{ op: "set-param", id: node, name: param, value }];
      if (list !== undefined && columns !== null) {
        operations.push({ op: "set-param", id: node, name: list, value: columns });
      }
      edit({ op: "batch", operations });
    },
    [store, node],
  );
}

async function columnsOf(uploadId: string): Promise<Json | null> {
  const answer = understood.safeParse(await client.uploads.understand.query({ uploadId }));
  if (!answer.success) return null;
  return answer.data.understanding.columns.map(
    ({ name, modality, several }): ColumnSchema => ({
      name,
      modality: modality as ColumnSchema["modality"],
      several,
    }),
  );
}
