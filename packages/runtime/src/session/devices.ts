/** Which device computes: `FUSELINE_DEVICE`, or the best one that is really there. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { DEVICES, type Device, type Issue, issue, UserError } from "@fuseline/schema";
import { listSupportedBackends } from "onnxruntime-node";
import { tryDevice } from "./device-trial.ts";
import { type Diagnosis, diagnose } from "./device-trouble.ts";

export interface DeviceReport {
  readonly device: Device;
  /** Null where it works; else what is missing and what to do. */
  readonly issue: Issue | null;
}

type Environment = { readonly [name: string]: string | undefined };

/** @throws UserError `setting-invalid` for a name that no device has */
export function wantedDevice(environment: Environment): Device | "auto" {
  const value = environment.FUSELINE_DEVICE?.trim().toLowerCase() ?? "";
  if (value === "" || value === "auto") return "auto";
  const device = DEVICES.find((known) => known === value);
  if (device !== undefined) return device;
  const names = ["auto", ...DEVICES].join(", ");
  const expected = { en: `one of ${names}`, ru: `одно из: ${names}` };
  throw new UserError(issue("setting-invalid", {}, { setting: "FUSELINE_DEVICE", value, expected }));
}

let chosen: Promise<Device> | undefined;

/** The device of this process, found out once. @throws UserError `setting-invalid`, `device-unavailable` */
export function currentDevice(): Promise<Device> {
  chosen ??= chooseDevice(process.env);
  return chosen;
}

/**
 * Automatic means an NVIDIA card where its libraries were installed and it works, else the processor: the others lack
 * operators of a training step, which then run on the processor, so they are taken only when asked for.
 */
export async function chooseDevice(environment: Environment): Promise<Device> {
  const wanted = wantedDevice(environment);
  if (wanted === "cpu") return wanted;
  if (wanted === "auto") return hasCudaLibraries() && (await findTrouble("cuda")) === null ? "cuda" : "cpu";
  const trouble = (await findDevices()).find(({ device }) => device === wanted)?.issue ?? null;
  if (trouble !== null) throw new UserError(trouble);
  return wanted;
}

/** Every device with whether it works here, for `fuseline doctor`. */
export async function findDevices(): Promise<DeviceReport[]> {
  const tried = await Promise.all(
    DEVICES.map(async (device) => ({ device, diagnosis: await findTrouble(device) })),
  );
  const available = tried.filter(({ diagnosis }) => diagnosis === null).map(({ device }) => device);
  return tried.map(({ device, diagnosis }) => ({
    device,
    issue: diagnosis === null ? null : issue("device-unavailable", {}, { device, ...diagnosis, available }),
  }));
}

/** Null where it works. */
async function findTrouble(device: Device): Promise<Diagnosis | null> {
  if (!listSupportedBackends().some(({ name }) => name === device))
    return { trouble: "system", detail: `${process.platform} ${process.arch}` };
  if (device === "cuda" && !hasCudaLibraries()) return { trouble: "libraries", detail: "" };
  const { works, words } = await tryDevice(device);
  return works ? null : diagnose(words);
}

/** They are no part of the package: fetching them is a step of its own. */
function hasCudaLibraries(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json"));
  const library = "libonnxruntime_providers_cuda.so";
  return existsSync(join(folder, "bin", "napi-v6", process.platform, process.arch, library));
}
