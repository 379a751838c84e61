/** Sends files to the server as one streamed form, telling how much has gone. */
import { type Issue, issueSchema } from "@fuseline/schema";
import { z } from "zod";
import { currentLanguage } from "../i18n/i18n.ts";
import { type NamedFile, nameOfFiles } from "./dropped-files.ts";

const uploadReply = z.object({
  uploadId: z.string(),
  files: z.number(),
  bytes: z.number(),
  issues: z.array(issueSchema),
});
const refusal = z.object({ error: z.object({ message: z.string() }) });

export interface Uploaded {
  readonly uploadId: string;
  readonly issues: readonly Issue[];
}

/** The server's sentence; empty when it could not be reached. */
export class UploadFailed extends Error {
  override readonly name = "UploadFailed";
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(share: number): void;
}

/** XMLHttpRequest, because fetch does not tell how much was sent. @throws UploadFailed, DOMException on abort */
export function sendFiles(
  files: readonly NamedFile[],
  { signal, onProgress }: SendOptions,
): Promise<Uploaded> {
  const form = new FormData();
  for (const { file, path } of files) form.append("files", file, path);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/uploads?name=${encodeURIComponent(nameOfFiles(files).slice(0, 200))}`);
    request.setRequestHeader("accept-language", currentLanguage());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new UploadFailed(""));
    request.onabort = () => reject(new DOMException("upload cancelled", "AbortError"));
    request.onload = () => {
      const reply = json(request.responseText);
      const uploaded = uploadReply.safeParse(reply);
      if (request.status === 200 && uploaded.success) return resolve(uploaded.data);
      const refused = refusal.safeParse(reply);
      reject(new UploadFailed(refused.success ? refused.data.error.message : ""));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
