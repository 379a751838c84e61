/** Makes a new live version of an endpoint from a finished run, after the parity check, or refuses. */
import type { Storage } from "@fuseline/data";
import type { Database } from "@fuseline/db";
import type { Engine } from "@fuseline/runtime";
import { issue, UserError } from "@fuseline/schema";
import { Refusal } from "../border/refusal.ts";
import { newEndpointKey } from "../security/endpoint-key.ts";
import type { Candidates } from "../serving/candidates.ts";
import type { ServeRecord } from "../serving/serve-record.ts";
import { buildIndex } from "./build-index.ts";
import { type Ask, predictionParity, searchParity } from "./check-parity.ts";
import { predictingVersion, searchingVersion } from "./describe-version.ts";
import { findServable, SEARCH_DEFAULTS, type Servable } from "./find-servable.ts";
import type { ParityCertificate } from "./parity.ts";
import { finishedRun } from "./run-on-trial.ts";
import { openTrained, type TrainedModel } from "./trained-model.ts";

export interface PublishRequest {
  readonly runId: string;
  readonly name: string;
}

export interface Published {
  readonly endpoint: string;
  readonly version: number;
  /** Shown this once. */
  readonly key: string;
  readonly parity: ParityCertificate;
}

export interface PublisherParts {
  readonly database: Database;
  readonly storage: Storage;
  readonly engine: Engine;
  readonly candidates: Candidates;
  /** Calls the predict route over HTTP with a version on trial. */
  readonly askCandidate: (name: string, candidate: string) => Ask;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

export class Publisher {
  constructor(private readonly parts: PublisherParts) {}

  /** @throws UserError `parity-failed` when the endpoint would answer differently from the trainer */
  async publish({ runId, name }: PublishRequest): Promise<Published> {
    if (!NAME.test(name)) throw new Refusal("endpoint-name-invalid", { facts: { name }, where: "name" });
    const { database, storage, engine } = this.parts;
    const run = await finishedRun(database, runId);
    const servable = await findServable(run.plan, storage, runId);
    const trained = await openTrained(servable.model, storage, engine);
    const { serve, parity } = await this.#tried(servable, trained, name);
    const [row] = parity.differing;
    if (row !== undefined) {
      const { differing, rows } = parity;
      throw new UserError(issue("parity-failed", {}, { differing: differing.length, rows, row: row + 1 }));
    }
    const key = newEndpointKey();
    const version = await database.endpoints.publish({ name, runId, serve, parity });
    await database.keys.add({
      endpoint: name,
      label: `v${version}`,
      hash: key.hash,
      prefix: key.prefix,
    });
    return { endpoint: name, version, key: key.key, parity };
  }

  async #tried(
    servable: Servable,
    trained: TrainedModel,
    name: string,
  ): Promise<{ serve: ServeRecord; parity: ParityCertificate }> {
    const { storage } = this.parts;
    if (trained.manifest.head.task !== "pairs") {
      const serve = predictingVersion(trained.manifest, servable.model.manifest);
      return {
        serve,
        parity: await this.#trial(name, serve, (ask) => predictionParity({ serve, trained, storage, ask })),
      };
    }
    const search = servable.search ?? { ...SEARCH_DEFAULTS, data: servable.model.dataset };
    const { index, blob } = await buildIndex({ ...servable, search }, trained, storage);
    const serve = searchingVersion(trained.manifest, { blob, index, table: trained.table });
    // Exact words change ranks, not vectors; the vectors are what training decides.
    const plain = { ...index, words: null, mix: "vectors" as const };
    const onTrial = { ...serve, index: await storage.putJson(plain) };
    const parity = await this.#trial(name, onTrial, (ask) =>
      searchParity({ serve: onTrial, trained, storage, ask }, plain),
    );
    return { serve, parity };
  }

  #trial(
    name: string,
    serve: ServeRecord,
    check: (ask: Ask) => Promise<ParityCertificate>,
  ): Promise<ParityCertificate> {
    const { candidates, askCandidate } = this.parts;
    return candidates.during(serve, (candidate) => check(askCandidate(name, candidate)));
  }
}
