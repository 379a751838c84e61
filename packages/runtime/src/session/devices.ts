/** Which device computes: `FUSELINE_DEVICE`, or the best one that is really there. */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { encodeModel } from "@fuseline/autograd/onnx";
import { issue, UserError } from "@fuseline/schema";
import { InferenceSession } from "onnxruntime-node";

/** ONNX Runtime's names: NVIDIA, the browser's graphics interface, DirectX (Windows), Apple. */
export const DEVICES = ["cpu", "cuda", "webgpu", "dml", "coreml"] as const;
export type Device = (typeof DEVICES)[number];

export interface DeviceReport {
  readonly device: Device;
  readonly works: boolean;
  /** Why not, in the runtime's words. */
  readonly reason: string | null;
}

const FLOAT = 1;

/** @throws UserError `setting-invalid` for a name that no device has */
export function wantedDevice(environment: { readonly [name: string]: string | undefined }): Device | "auto" {
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
 * Automatic means an NVIDIA card where its libraries were installed, else the processor: WebGPU and the others copy
 * every input and output and lack operators, so they are taken only when asked for.
 */
export async function chooseDevice(environment: {
  readonly [name: string]: string | undefined;
}): Promise<Device> {
  const wanted = wantedDevice(environment);
  if (wanted === "auto") return isInstalled("cuda") && (await tryDevice("cuda")).works ? "cuda" : "cpu";
  const { works, reason } = await tryDevice(wanted);
  if (works) return wanted;
  const available = (await findDevices()).filter((report) => report.works).map(({ device }) => device);
  throw new UserError(issue("device-unavailable", {}, { device: wanted, available }), { cause: reason });
}

/** Every device with whether it works here, for `fuseline doctor`. */
export function findDevices(): Promise<DeviceReport[]> {
  return Promise.all(DEVICES.map(tryDevice));
}

async function tryDevice(device: Device): Promise<DeviceReport> {
  // Without its libraries the runtime would complain on standard error before it says no.
  if (!isInstalled(device)) return { device, works: false, reason: "not installed" };
  try {
    const session = await InferenceSession.create(identity(), {
      executionProviders: [device],
      logSeverityLevel: 4,
    });
    await session.release();
    return { device, works: true, reason: null };
  } catch (error) {
    return { device, works: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function isInstalled(device: Device): boolean {
  switch (device) {
    case "cpu":
    case "webgpu":
      return true;
    case "dml":
      return process.platform === "win32";
    case "coreml":
      return process.platform === "darwin";
    case "cuda":
      return libraryFolders().some((folder) =>
        ["libonnxruntime_providers_cuda.so", "onnxruntime_providers_cuda.dll"].some((name) =>
          existsSync(join(folder, name)),
        ),
      );
  }
}

/** Folders of the runtime's own libraries for this machine, one per version of Node's binary interface. */
function libraryFolders(): string[] {
  const bin = join(dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json")), "bin");
  if (!existsSync(bin)) return [];
  return readdirSync(bin).map((version) => join(bin, version, process.platform, process.arch));
}

/** The smallest model there is: y = x. */
function identity(): Uint8Array {
  const node = {
    name: "identity",
    type: "Identity",
    domain: "",
    inputs: ["x"],
    outputs: ["y"],
    attributes: new Map(),
  };
  const graph = {
    name: "identity",
    nodes: [node],
    initializers: [],
    inputs: [{ name: "x", elementType: FLOAT, dims: [1] }],
    outputs: [{ name: "y", elementType: FLOAT, dims: [1] }],
  };
  return encodeModel({
    irVersion: 8,
    producer: "fuseline",
    opsets: [{ domain: "", version: 17 }],
    metadata: new Map(),
    graph,
  });
}
