/** Opens a pipeline: loads it with its log, follows other tabs, saves what is edited here. */
import type { Language } from "@fuseline/schema";
import { parseDocument } from "@fuseline/schema";
import { isLasting } from "../../server/failure.ts";
import { client } from "../../server/trpc.ts";
import { openSync, type SavedEntry } from "../document/document-sync.ts";
import { OperationSender } from "../document/operation-sender.ts";
import { keepUnsaved, keptUnsaved, tabAuthor } from "../document/tab-identity.ts";
import { type EditorStore, makeEditorStore } from "./editor-store.ts";

/** Edits further back than this cannot be undone after a reload. */
const UNDO_DEPTH = 1000;

export interface OpenPipeline {
  readonly store: EditorStore;
  close(): void;
}

export async function openPipeline(pipelineId: string, language: Language): Promise<OpenPipeline> {
  const { revision, document: json } = await client.pipelines.get.query({ pipelineId });
  const parsed = parseDocument(json);
  if (!parsed.ok) throw new Error(`the server sent a broken document: ${parsed.issues[0].code}`);
  const after = Math.max(0, revision - UNDO_DEPTH);
  const log = await client.pipelines.operations.query({ pipelineId, after });
  const author = tabAuthor();
  const sync = openSync({
    author,
    document: parsed.value,
    revision,
    log: log.filter(({ seq }) => seq <= revision),
    unsaved: keptUnsaved(pipelineId, author),
  });
  const store = makeEditorStore({ pipelineId, sync, language, edited: () => sender.nudge() });
  const hear = (entries: readonly SavedEntry[]): void => store.getState().hear(entries);
  const sender = new OperationSender({
    waiting: () => ({ base: store.getState().sync.revision, entries: store.getState().sync.pending }),
    send: async (base, entries) =>
      (await client.pipelines.applyOperations.mutate({ pipelineId, author, base, entries: [...entries] }))
        .entries,
    received: hear,
    changed: (saving) => store.getState().setSaving(saving),
    isRefusal: isLasting,
  });
  const kept = store.subscribe(({ sync: now }, { sync: before }) => {
    if (now.pending !== before.pending) keepUnsaved(pipelineId, author, now.pending);
  });
  const stopFollowing = followChanges(store, hear);
  sender.nudge();
  return {
    store,
    close() {
      stopFollowing();
      sender.close();
      kept();
    },
  };
}

/** Milliseconds before a stream that broke is opened again. */
const RETRY = 1000;

/** Hears what other tabs save; a stream that will not come back by itself is opened anew. */
function followChanges(store: EditorStore, hear: (entries: readonly SavedEntry[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stop = (): void => {};
  const follow = (): void => {
    const { pipelineId, sync } = store.getState();
    const again = (): void => {
      timer = setTimeout(follow, RETRY);
    };
    const stream = client.pipelines.changes.subscribe(
      { pipelineId, lastEventId: sync.revision },
      { onData: ({ data }) => hear([data]), onError: again, onComplete: again },
    );
    stop = () => stream.unsubscribe();
  };
  follow();
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
