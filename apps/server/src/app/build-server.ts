/** Puts the server together from its parts; nothing listens yet. */

import { type Hub, type Storage, TableCache } from "@fuseline/data";
import type { Database } from "@fuseline/db";
import type { JobQueue } from "@fuseline/queue";
import { engineVersions, makeEngine, SessionPool } from "@fuseline/runtime";
import type { Catalog } from "@fuseline/schema";
import type { FastifyInstance, FastifyServerOptions } from "fastify";
import { mediaRoutes } from "../media/routes.ts";
import { httpAsk } from "../publishing/http-ask.ts";
import { Publisher } from "../publishing/publisher.ts";
import { RunsOnTrial } from "../publishing/run-on-trial.ts";
import { pageRoutes } from "../routes/page-routes.ts";
import type { Credentials } from "../security/authenticate.ts";
import type { DeclaredRoute } from "../security/guard.ts";
import { Answering } from "../serving/answering.ts";
import { Candidates } from "../serving/candidates.ts";
import type { Settings } from "../settings/settings.ts";
import { mountTrpc } from "../trpc/mount.ts";
import { uploadRoutes } from "../uploads/routes.ts";
import { v1Routes } from "../v1/routes.ts";
import { storedEndpoints } from "../v1/stored-endpoints.ts";
import { makeApp } from "./make-app.ts";
import type { Services } from "./services.ts";

export interface ServerParts {
  readonly settings: Settings;
  readonly database: Database;
  readonly queue: JobQueue;
  readonly storage: Storage;
  readonly hub: Hub;
  readonly catalog: Catalog;
  readonly credentials: () => Credentials;
  /** Where this server is reached; known once it listens. */
  readonly address: () => string;
  readonly editorFolder: string | null;
  readonly logger: FastifyServerOptions["logger"];
}

export interface BuiltServer {
  readonly app: FastifyInstance;
  readonly routes: readonly DeclaredRoute[];
  close(): Promise<void>;
}

export async function buildServer(parts: ServerParts): Promise<BuiltServer> {
  const { settings, database, storage, credentials, address } = parts;
  const engines = engineVersions();
  const { app, routes } = await makeApp({ credentials, logger: parts.logger });
  const threads = settings.threads === null ? {} : { threads: settings.threads };
  const sessions = new SessionPool(storage, threads);
  const answering = new Answering(storage, threads);
  const candidates = new Candidates();
  const trained = { database, storage, engine: makeEngine(storage, sessions, engines) };
  const publisher = new Publisher({
    ...trained,
    candidates,
    askCandidate: httpAsk(app, credentials),
  });
  const closing = new AbortController();
  const services: Services = {
    ...parts,
    tables: new TableCache(storage),
    engines,
    answering,
    publisher,
    trials: new RunsOnTrial(trained),
    closing: closing.signal,
  };
  await pageRoutes(app, {
    editorFolder: parts.editorFolder,
    credentials,
    secure: address().startsWith("https:"),
  });
  mediaRoutes(app, storage);
  uploadRoutes(app, { database, storage });
  v1Routes(app, { endpoints: storedEndpoints(database), answering, candidates, storage, address });
  mountTrpc(app, services);
  await app.ready();
  return {
    app,
    routes,
    async close() {
      closing.abort();
      await app.close();
      await answering.close();
      await sessions.close();
    },
  };
}
