/** Checks the names that come from people, documents and hubs before they become addresses or paths. */
import { userError } from "../issues.ts";

const MODEL_PART = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;
const REVISION = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*){0,4}$/;
const FILE_PART = /^[A-Za-z0-9_+@=()-][A-Za-z0-9 ._+@=()-]{0,200}$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** Weights and settings; nothing that can hold code (pickles, archives, scripts). */
const OFFERED = /\.(onnx|safetensors|json|txt|model)$|\.onnx_data(_\d+)?$/;

/** `organisation/model`, or the one-word ids of the hub's first models. @throws UserError `hub-name-invalid` */
export function checkModelId(id: string): string {
  const parts = id.split("/");
  const fine = parts.length <= 2 && parts.every((part) => MODEL_PART.test(part) && !part.includes(".."));
  if (!fine || /\.git$/.test(id)) throw invalid("model", id);
  return id;
}

/** A commit, branch or tag. @throws UserError `hub-name-invalid` */
export function checkRevision(revision: string): string {
  if (revision.length > 128 || !REVISION.test(revision) || revision.includes(".."))
    throw invalid("revision", revision);
  return revision;
}

/** A file's path inside its model. @throws UserError `hub-name-invalid` or `model-file-refused` */
export function checkFilePath(path: string): string {
  const parts = path.split("/");
  const fine =
    parts.length <= 8 &&
    parts.every((part) => FILE_PART.test(part) && !part.includes("..") && !part.endsWith("."));
  if (!fine) throw invalid("file", path);
  if (!isOffered(path)) throw userError({ code: "model-file-refused", facts: { file: path } });
  return path;
}

/** Whether a file is of a kind that is ever downloaded. */
export function isOffered(path: string): boolean {
  return OFFERED.test(path);
}

export function isCommit(revision: string): boolean {
  return COMMIT.test(revision);
}

/** A revision as one folder name. */
export function revisionFolder(revision: string): string {
  return checkRevision(revision).replaceAll("/", "--");
}

function invalid(what: "model" | "revision" | "file", name: string): Error {
  return userError({ code: "hub-name-invalid", facts: { what, name: name.slice(0, 200) } });
}
