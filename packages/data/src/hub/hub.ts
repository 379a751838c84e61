/**
 * Models from a hub, kept in the data folder as `<organisation>/<model>/<revision>/<file>`. A file is fetched once,
 * pinned by its sha256 in `models.lock.json`, and after that the hub is not needed any more.
 */
import { createHash } from "node:crypto";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ModelRef, UserError } from "@fuseline/schema";
import { userError } from "../issues.ts";
import { errorCode } from "../storage/error-code.ts";
import { downloadFile, hashFile } from "./download-file.ts";
import { exclusively } from "./exclusive.ts";
import { FileMissing, HubClient, type RemoteFile, type RepositoryCard } from "./hub-client.ts";
import { LockFile, type PinnedFile } from "./lock-file.ts";
import { checkFilePath, checkModelId, checkRevision, isCommit, revisionFolder } from "./names.ts";
import { type HubProgress, ProgressMeter } from "./progress.ts";
import { type HubSettings, hubSettings } from "./settings.ts";

export interface HubOptions {
  /** Cache folder, shared by processes. */
  readonly folder: string;
  readonly settings: HubSettings;
  /** First pause before trying again; default 500 ms. */
  readonly retryMilliseconds?: number;
}

export interface HubCall {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: HubProgress) => void;
}

export interface HubFile extends PinnedFile {
  /** Path inside the model, such as `onnx/model.onnx`. */
  readonly path: string;
  /** Where the bytes are on this machine. Read only. */
  readonly local: string;
  /** Its hash was written down just now: nobody vouched for it before. */
  readonly firstSeen: boolean;
}

export interface ModelFiles {
  /** With the revision pinned. */
  readonly ref: ModelRef;
  readonly files: ReadonlyMap<string, HubFile>;
}

export interface FilesWanted {
  readonly ref: ModelRef;
  readonly required: readonly string[];
  /** Taken where the model has them. */
  readonly optional?: readonly string[];
  /** Hashes known from elsewhere (the catalogue), by path. */
  readonly hashes?: { readonly [path: string]: string };
}

export class Hub {
  readonly folder: string;
  readonly settings: HubSettings;
  readonly #client: HubClient;
  readonly #lock: LockFile;

  constructor(options: HubOptions) {
    this.folder = options.folder;
    this.settings = options.settings;
    this.#client = new HubClient(options.settings, options.retryMilliseconds ?? 500);
    this.#lock = new LockFile(options.folder);
  }

  /** `HF_ENDPOINT` and `HF_TOKEN` of the environment. @throws UserError `setting-invalid` */
  static fromEnvironment(folder: string, environment: { readonly [name: string]: string | undefined }): Hub {
    return new Hub({ folder, settings: hubSettings(environment) });
  }

  /** Where revisions and hashes are written down. */
  get lockPath(): string {
    return this.#lock.path;
  }

  /**
   * Pins a revision: the one that was pinned before, else the commit the hub gives, else (a plain file server) the
   * name itself.
   * @throws UserError `hub-model-missing`, `hub-revision-missing`, `hub-gated`, `hub-unreachable`
   */
  async pin(ref: ModelRef, call: HubCall = {}): Promise<ModelRef> {
    const id = checkModelId(ref.hub);
    const asked = checkRevision(ref.revision);
    if (isCommit(asked)) return ref;
    const known = await this.#lock.pinnedRevision(id, asked);
    if (known !== null) return { hub: id, revision: known };
    const card = await this.#cardUnlessCached(ref, call);
    const revision = card?.commit ?? asked;
    await this.#lock.pinRevision(id, asked, revision);
    return { hub: id, revision };
  }

  /** Licence and languages as the hub tells them; null where it tells nothing. */
  async card(ref: ModelRef, call: HubCall = {}): Promise<RepositoryCard | null> {
    return this.#client.card(placeOf(ref), call.signal);
  }

  /** Every file of the model; null at a plain file server. */
  async list(ref: ModelRef, call: HubCall = {}): Promise<readonly RemoteFile[] | null> {
    return this.#client.tree(placeOf(ref), call.signal);
  }

  /** Size of one file before its download; null when the model has no such file. */
  async probe(ref: ModelRef, path: string, call: HubCall = {}): Promise<RemoteFile | null> {
    const place = placeOf(ref);
    const pinned = await this.#lock.pinnedFile(place, checkFilePath(path));
    if (pinned === null) return null;
    if (pinned !== undefined) return { path, ...pinned, gitBlob: null };
    return this.#client.probe(place, path, call.signal);
  }

  /** Whether a file is on this machine. `ref` must be pinned. */
  async has(ref: ModelRef, path: string): Promise<boolean> {
    return isFile(this.pathOf(ref, path));
  }

  /** Where a file lies, or has to be copied to by hand. */
  pathOf(ref: ModelRef, path: string): string {
    const { id, revision } = placeOf(ref);
    return join(this.folder, ...id.split("/"), revisionFolder(revision), ...checkFilePath(path).split("/"));
  }

  /**
   * The files, downloaded where they are not here yet, every one checked against its pinned hash.
   * @throws UserError `hub-file-missing` for a required file, `hash-mismatch`, `model-not-installed` without network,
   * and what `pin` throws
   */
  async files(wanted: FilesWanted, call: HubCall = {}): Promise<ModelFiles> {
    const ref = await this.pin(wanted.ref, call);
    const meter = new ProgressMeter(call.onProgress);
    const files = new Map<string, HubFile>();
    for (const path of wanted.required) {
      const file = await this.#file({ ref, path, wanted, meter, call });
      if (file === null) {
        throw userError({
          code: "hub-file-missing",
          facts: { model: ref.hub, file: path, endpoint: this.settings.endpoint.origin },
        });
      }
      files.set(path, file);
    }
    for (const path of wanted.optional ?? []) {
      const file = await this.#file({ ref, path, wanted, meter, call });
      if (file !== null) files.set(path, file);
    }
    return { ref, files };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** A cache that was copied to this machine by hand needs no hub to be asked. */
  async #cardUnlessCached(ref: ModelRef, call: HubCall): Promise<RepositoryCard | null> {
    try {
      return await this.#client.card(placeOf(ref), call.signal);
    } catch (error) {
      const copied = join(this.folder, ...ref.hub.split("/"), revisionFolder(ref.revision));
      if (isUnreachable(error) && (await isFolder(copied))) return null;
      throw isUnreachable(error) ? this.#notInstalled(ref, [], error) : error;
    }
  }

  async #file(one: OneFile): Promise<HubFile | null> {
    const { ref, path, call } = one;
    const place = placeOf(ref);
    const pinned = await this.#lock.pinnedFile(place, path);
    if (pinned === null && !(await this.has(ref, path))) return null;
    const name = createHash("sha256")
      .update(`${place.id}@${place.revision}/${path}`)
      .digest("hex")
      .slice(0, 40);
    const partial = join(this.folder, ".unfinished", `${name}.incomplete`);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return exclusively(
      `${partial}.lock`,
      () => this.#fetchOrCheck(one, { partial, pinned: pinned ?? null }),
      call.signal,
    );
  }

  async #fetchOrCheck(
    one: OneFile,
    state: { partial: string; pinned: PinnedFile | null },
  ): Promise<HubFile | null> {
    const { ref, path, wanted, meter, call } = one;
    const place = placeOf(ref);
    const target = this.pathOf(ref, path);
    const sha256 = state.pinned?.sha256 ?? wanted.hashes?.[path] ?? null;
    if (await isFile(target)) {
      const found = await hashFile(target);
      if (sha256 !== null && found.sha256 !== sha256) {
        throw userError({
          code: "hash-mismatch",
          facts: { model: ref.hub, file: path, expected: sha256, got: found.sha256, path: target },
        });
      }
      await this.#lock.pinFile(place, path, found);
      return { path, local: target, ...found, firstSeen: sha256 === null };
    }
    try {
      const got = await downloadFile(this.#client, {
        place,
        path,
        target,
        partial: state.partial,
        expected: { sha256, gitBlob: null, bytes: state.pinned?.bytes ?? null },
        signal: call.signal,
        onBytes: (done, total) => meter.update(path, done, total),
      });
      await this.#lock.pinFile(place, path, got);
      return { path, local: target, ...got, firstSeen: sha256 === null };
    } catch (error) {
      if (error instanceof FileMissing) {
        await this.#lock.pinFile(place, path, null);
        return null;
      }
      if (!isUnreachable(error)) throw error;
      if (!wanted.required.includes(path)) return null;
      throw this.#notInstalled(ref, wanted.required, error);
    }
  }

  /** Without network: which files to copy, and where. */
  #notInstalled(ref: ModelRef, files: readonly string[], cause: unknown): UserError {
    const folder = join(this.folder, ...ref.hub.split("/"), revisionFolder(ref.revision));
    const facts = { model: ref.hub, files, folder, endpoint: this.settings.endpoint.origin };
    return userError({ code: "model-not-installed", facts }, cause);
  }
}

interface OneFile {
  readonly ref: ModelRef;
  readonly path: string;
  readonly wanted: FilesWanted;
  readonly meter: ProgressMeter;
  readonly call: HubCall;
}

function placeOf(ref: ModelRef): { id: string; revision: string } {
  return { id: checkModelId(ref.hub), revision: checkRevision(ref.revision) };
}

function isUnreachable(error: unknown): boolean {
  return error instanceof UserError && error.issue.code === "hub-unreachable";
}

const isFile = async (path: string): Promise<boolean> => (await statOrNull(path))?.isFile() ?? false;
const isFolder = async (path: string): Promise<boolean> => (await statOrNull(path))?.isDirectory() ?? false;

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR") return null;
    throw error;
  }
}
