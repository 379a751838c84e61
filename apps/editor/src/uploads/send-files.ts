/** Sends files to the server as one streamed form, telling how much has gone. */
import { type Issue, issueSchema } from "@fuseline/schema";
import { z } from "zod";
import { currentLanguage } from "../i18n/i18n.ts";
import { Refused, refusalIn } from "../server/failure.ts";
import { type NamedFile, nameOfFiles } from "./dropped-files.ts";

const uploadReply = z.object({
  uploadId: z.string(),
  files: z.number(),
  bytes: z.number(),
  issues: z.array(issueSchema),
});
export interface Uploaded {
  readonly uploadId: string;
  readonly issues: readonly Issue[];
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(share: number): void;
}

/** XMLHttpRequest, because fetch does not tell how much was sent. @throws Refused, DOMException on abort */
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
    request.onerror = () => reject(new Refused(null, ""));
    request.onabort = () => reject(new DOMException("upload cancelled", "AbortError"));
    request.onload = () => {
      const reply = json(request.responseText);
      const uploaded = uploadReply.safeParse(reply);
      if (request.status === 200 && uploaded.success) return resolve(uploaded.data);
      reject(new Refused(request.status, refusalIn(reply)));
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
