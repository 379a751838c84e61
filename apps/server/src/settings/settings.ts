/** Settings from the environment and flags. A wrong one gets a sentence that names it. */
import { hubSettings } from "@fuseline/data/hub-settings";
import { DEVICES, type Device, issue, type Text, UserError } from "@fuseline/schema";
import { isLoopback } from "../security/hosts.ts";
import { defaultDataFolder } from "./data-folder.ts";

export type Environment = { readonly [name: string]: string | undefined };

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Null: the PostgreSQL that comes with Fuseline. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in the database. */
  readonly redisUrl: string | null;
  /** Set by the operator; null: a random one for every start. */
  readonly ownerToken: string | null;
  /** Addresses under which a proxy or another machine reaches the server. */
  readonly publicUrls: readonly string[];
  readonly device: Device | "auto";
  /** Null: as many as the machine has. */
  readonly threads: number | null;
  /** GiB of disk that features computed for later runs may take. */
  readonly cacheGiB: number;
}

const DEFAULT_PORT = 4680;
const DEFAULT_CACHE_GIB = 20;
/** Characters; shorter tokens could be guessed over a network. */
const TOKEN_LENGTH = 24;

/** @throws UserError `setting-invalid` */
export function readSettings(environment: Environment): Settings {
  const given = (name: string): string | null => environment[name]?.trim() || null;
  const settings: Settings = {
    host: given("FUSELINE_HOST") ?? "127.0.0.1",
    port: portOf(given("FUSELINE_PORT")),
    dataFolder: given("FUSELINE_DATA_DIR") ?? defaultDataFolder(environment),
    databaseUrl: addressOf("DATABASE_URL", given("DATABASE_URL"), ["postgres:", "postgresql:"]),
    redisUrl: addressOf("REDIS_URL", given("REDIS_URL"), ["redis:", "rediss:"]),
    ownerToken: tokenOf(given("FUSELINE_OWNER_TOKEN")),
    publicUrls: publicUrlsOf(given("FUSELINE_PUBLIC_URL")),
    device: deviceOf(given("FUSELINE_DEVICE")),
    threads: threadsOf(given("FUSELINE_THREADS")),
    cacheGiB: cacheOf(given("FUSELINE_CACHE_GIB")),
  };
  hubSettings(environment);
  if (!isLoopback(settings.host) && settings.ownerToken === null) {
    throw wrong("FUSELINE_OWNER_TOKEN", "", {
      en: `a secret of at least ${TOKEN_LENGTH} characters, because FUSELINE_HOST lets other machines in`,
      ru: `секрет не короче ${TOKEN_LENGTH} знаков: FUSELINE_HOST впускает другие машины`,
    });
  }
  return settings;
}

function portOf(value: string | null): number {
  if (value === null) return DEFAULT_PORT;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw wrong("FUSELINE_PORT", value, { en: "a number from 0 to 65535", ru: "число от 0 до 65535" });
}

function threadsOf(value: string | null): number | null {
  if (value === null) return null;
  const threads = Number(value);
  if (/^\d+$/.test(value) && threads >= 1 && threads <= 1024) return threads;
  throw wrong("FUSELINE_THREADS", value, {
    en: "a whole number from 1 to 1024",
    ru: "целое число от 1 до 1024",
  });
}

function cacheOf(value: string | null): number {
  if (value === null) return DEFAULT_CACHE_GIB;
  const size = Number(value);
  if (Number.isFinite(size) && size >= 0.1) return size;
  throw wrong("FUSELINE_CACHE_GIB", value, {
    en: "a number of GiB, at least 0.1",
    ru: "число гибибайтов, не меньше 0,1",
  });
}

function deviceOf(value: string | null): Settings["device"] {
  const names = ["auto", ...DEVICES] as const;
  if (value === null) return "auto";
  const device = names.find((known) => known === value.toLowerCase());
  if (device !== undefined) return device;
  throw wrong("FUSELINE_DEVICE", value, {
    en: `one of ${names.join(", ")}`,
    ru: `одно из: ${names.join(", ")}`,
  });
}

function tokenOf(value: string | null): string | null {
  if (value === null || value.length >= TOKEN_LENGTH) return value;
  // The value itself is a secret, so the message does not repeat it.
  throw wrong("FUSELINE_OWNER_TOKEN", `${value.length} characters`, {
    en: `a secret of at least ${TOKEN_LENGTH} characters`,
    ru: `секрет не короче ${TOKEN_LENGTH} знаков`,
  });
}

function publicUrlsOf(value: string | null): readonly string[] {
  return (value ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter((address) => address !== "")
    .map((address) => addressOf("FUSELINE_PUBLIC_URL", address, ["http:", "https:"]) ?? address);
}

function addressOf(name: string, value: string | null, protocols: readonly string[]): string | null {
  if (value === null) return null;
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  // An address may hold a password.
  const shown = value.replace(/\/\/[^@/]*@/, "//…@");
  throw wrong(name, shown, {
    en: `an address that begins with ${protocols[0]}//`,
    ru: `адрес, который начинается с ${protocols[0]}//`,
  });
}

function wrong(setting: string, value: string, expected: Text): UserError {
  return new UserError(issue("setting-invalid", {}, { setting, value, expected: { ...expected } }));
}
