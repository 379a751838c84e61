/** One upload at a time: what is being sent, how far it is, what went wrong. */
import { useCallback, useRef, useState } from "react";
import { failureOf } from "../server/failure.ts";
import type { NamedFile } from "./dropped-files.ts";
import { sendFiles, type Uploaded } from "./send-files.ts";

export type UploadState =
  | { readonly at: "idle" }
  /** `share` 1: everything was sent, the server is unpacking. */
  | { readonly at: "sending"; readonly files: number; readonly share: number }
  | { readonly at: "failed"; readonly message: string };

export interface Upload {
  readonly state: UploadState;
  send(files: readonly NamedFile[]): void;
  cancel(): void;
}

export function useUpload(onDone: (uploaded: Uploaded) => void): Upload {
  const [state, setState] = useState<UploadState>({ at: "idle" });
  const running = useRef<AbortController | null>(null);
  const send = useCallback(
    (files: readonly NamedFile[]) => {
      if (files.length === 0) return;
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ at: "sending", files: files.length, share: 0 });
      sendFiles(files, {
        signal: controller.signal,
        onProgress: (share) => setState({ at: "sending", files: files.length, share }),
      }).then(onDone, (error: unknown) => {
        if (error instanceof DOMException) return setState({ at: "idle" });
        setState({ at: "failed", message: failureOf(error).message });
      });
    },
    [onDone],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { state, send, cancel };
}
