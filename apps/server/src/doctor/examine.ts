/** What this installation has and lacks, each with what to do about it. Asks nothing of the database. */
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { arch, availableParallelism, cpus, platform, release, totalmem } from "node:os";
import { CATALOGUE, GuardedFetcher, type Hub, hubSettings } from "@fuseline/data";
import type { Text } from "@fuseline/schema";
import type { Environment, Settings } from "../settings/settings.ts";
import { deviceFindings } from "./device-findings.ts";
import type { Finding } from "./finding.ts";

export interface Examined {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly versions: { readonly [name: string]: string };
  readonly hub: Hub;
  /** Our own server answers on the port. */
  readonly running: boolean;
}

const GIGABYTE = 1024 ** 3;
/** Bytes below which a training run may not fit. */
const LITTLE_DISK = 2 * GIGABYTE;

export async function examine(examined: Examined): Promise<Finding[]> {
  const [devices, disk, port, hub, models] = await Promise.all([
    deviceFindings(examined.settings),
    diskFinding(examined.settings.dataFolder),
    portFinding(examined),
    hubFinding(examined.environment),
    modelsFinding(examined.hub),
  ]);
  return [
    versionsFinding(examined.versions),
    machineFinding(),
    ...devices,
    disk,
    databaseFinding(examined.settings),
    queueFinding(examined.settings),
    port,
    hub,
    models,
  ];
}

function fine(name: string, found: Text): Finding {
  return { name, ok: true, found, advice: null };
}

function same(words: string): Text {
  return { en: words, ru: words };
}

function versionsFinding(versions: { readonly [name: string]: string }): Finding {
  const all = { node: process.versions.node, ...versions };
  return fine(
    "versions",
    same(
      Object.entries(all)
        .map(([name, version]) => `${name} ${version}`)
        .join(", "),
    ),
  );
}

function machineFinding(): Finding {
  const model = cpus()[0]?.model.trim() ?? arch();
  const memory = Math.round(totalmem() / GIGABYTE);
  return fine("machine", {
    en: `${platform()} ${release()}, ${model}, ${availableParallelism()} cores, ${memory} GB of memory`,
    ru: `${platform()} ${release()}, ${model}, ядер ${availableParallelism()}, памяти ${memory} ГБ`,
  });
}

async function diskFinding(folder: string): Promise<Finding> {
  const free = await freeBytes(folder);
  if (free === null)
    return fine("disk", {
      en: `${folder}, made at the first start`,
      ru: `${folder}, появится при первом запуске`,
    });
  const gigabytes = (free / GIGABYTE).toFixed(1);
  return {
    name: "disk",
    ok: free >= LITTLE_DISK,
    found: { en: `${folder}, ${gigabytes} GB free`, ru: `${folder}, свободно ${gigabytes} ГБ` },
    advice:
      free >= LITTLE_DISK
        ? null
        : {
            en: "Free some space, or set FUSELINE_DATA_DIR.",
            ru: "Освободите место или задайте FUSELINE_DATA_DIR.",
          },
  };
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function databaseFinding({ databaseUrl }: Settings): Finding {
  if (databaseUrl === null)
    return fine("database", { en: "PostgreSQL that comes with Fuseline", ru: "встроенный PostgreSQL" });
  return fine("database", same(`DATABASE_URL, ${new URL(databaseUrl).host}`));
}

function queueFinding({ redisUrl }: Settings): Finding {
  if (redisUrl === null) return fine("queue", { en: "in the database", ru: "в базе данных" });
  return fine("queue", same(`REDIS_URL, ${new URL(redisUrl).host}`));
}

async function portFinding({ settings: { host, port }, running }: Examined): Promise<Finding> {
  if (running)
    return fine("port", { en: `${port}, Fuseline is running there`, ru: `${port}, там работает Fuseline` });
  const free = await isFree(host, port);
  return {
    name: "port",
    ok: free,
    found: free
      ? { en: `${port} is free`, ru: `${port} свободен` }
      : { en: `${port} is taken by another program`, ru: `${port} занят другой программой` },
    advice: free
      ? null
      : { en: "Set FUSELINE_PORT to another number.", ru: "Задайте в FUSELINE_PORT другой номер." },
  };
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Milliseconds to wait for the hub's first word. */
const HUB_PATIENCE = 5_000;

async function hubFinding(environment: Environment): Promise<Finding> {
  const { endpoint, operatorSet } = hubSettings(environment);
  const fetcher = new GuardedFetcher(operatorSet ? endpoint : null);
  try {
    const answer = await fetcher.fetch({
      url: endpoint,
      method: "HEAD",
      signal: AbortSignal.timeout(HUB_PATIENCE),
    });
    // Only whether it answers counts; the rest of the answer is refused, which is no error.
    answer.body.on("error", () => undefined).destroy();
    return fine("hub", { en: `${endpoint.origin} answers`, ru: `${endpoint.origin} отвечает` });
  } catch {
    return {
      name: "hub",
      ok: false,
      found: { en: `${endpoint.origin} cannot be reached`, ru: `${endpoint.origin} недоступен` },
      advice: {
        en: "Ready models cannot be fetched now; installed and bundled ones work. HF_ENDPOINT names a mirror.",
        ru: "Готовые модели сейчас не скачать; установленные и встроенные работают. Зеркало задает HF_ENDPOINT.",
      },
    };
  } finally {
    await fetcher.close();
  }
}

async function modelsFinding(hub: Hub): Promise<Finding> {
  const installed = await installedModels(hub);
  const names = installed.map((entry) => entry.hub).join(", ");
  return fine("models", names === "" ? { en: "none installed", ru: "не установлены" } : same(names));
}

/** Entries of the catalogue whose weights lie on this machine. */
export async function installedModels(hub: Hub) {
  const here = await Promise.all(
    CATALOGUE.map(({ hub: id, revision, file }) => hub.has({ hub: id, revision: revision ?? "main" }, file)),
  );
  return CATALOGUE.filter((_, place) => here[place]);
}
