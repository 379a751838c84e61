import { encodeModel, type OnnxNode } from "@fuseline/autograd/onnx";
import { UserError } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { diagnose, firstSentence } from "./device-trouble.ts";
import { chooseDevice, findDevices, wantedDevice } from "./devices.ts";
import { openSession } from "./open-session.ts";
import { canvasNodeOf, runSession, sessionIssue } from "./session-error.ts";

/** x [batch] → y through one node that reads the integers s too. */
function model(node: Pick<OnnxNode, "name" | "type">, sizes: readonly bigint[]): Uint8Array {
  const data = new Uint8Array(BigInt64Array.from(sizes).buffer);
  return encodeModel({
    irVersion: 8,
    producer: "test",
    opsets: [{ domain: "", version: 17 }],
    metadata: new Map(),
    graph: {
      name: "test",
      nodes: [{ ...node, domain: "", inputs: ["x", "s"], outputs: ["y"], attributes: new Map() }],
      initializers: [{ name: "s", elementType: 7, dims: [sizes.length], data }],
      inputs: [{ name: "x", elementType: 1, dims: ["batch"] }],
      outputs: [{ name: "y", elementType: 1, dims: null }],
    },
  });
}
const two = { x: new Tensor("float32", new Float32Array(2), [2]) };
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("errors of the runtime find their node", () => {
  test("no memory left: an issue on the canvas node, with the batch", async () => {
    const session = await openSession(model({ name: "train/block/Expand", type: "Expand" }, [1n << 40n, 1n]));
    const error = await failureOf(runSession(session, two, { batch: 64 }));
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).issue).toMatchObject({
      code: "out-of-memory",
      at: { node: "train" },
      facts: { batch: 64 },
    });
    await session.release();
  });

  test("any other failure stays our own mistake, and still tells its node", async () => {
    const session = await openSession(model({ name: "head/flat/Reshape", type: "Reshape" }, [5n, 7n]));
    const error = await failureOf(runSession(session, two, { batch: 2 }));
    expect(error).not.toBeInstanceOf(UserError);
    expect(canvasNodeOf(error)).toBe("head");
    await session.release();
  });

  test("an operator that the runtime does not know is named when the file is opened", async () => {
    const error = await failureOf(openSession(model({ name: "encode/own/Nope", type: "Nope" }, [1n])));
    expect(canvasNodeOf(error)).toBe("encode");
  });

  test("a device that fails in the middle is an issue on the canvas node, with the processor as the way out", () => {
    const said = [
      [
        "cuda",
        "Non-zero status code returned while running MatMul node. Name:'train/head/MatMul' Status Message: CUDA failure 719: unspecified launch failure ; GPU=0",
      ],
      [
        "webgpu",
        "Non-zero status code returned while running Add node. Name:'train/head/Add' Status Message: WebGPU device lost (1): the adapter is gone",
      ],
      [
        "dml",
        "Non-zero status code returned while running Gemm node. Name:'train/head/Gemm' Status Message: MLOperatorAuthorImpl.cpp(2816): DXGI_ERROR_DEVICE_REMOVED 887A0005",
      ],
    ] as const;
    for (const [device, words] of said) {
      const failed = sessionIssue(new Error(words), 8) as UserError;
      expect(failed.issue).toMatchObject({
        code: "device-failed",
        at: { node: "train" },
        facts: { device },
      });
    }
    const plain = new Error(
      "Non-zero status code returned while running Add node. Name:'train/a/Add' Status Message: 2 by 3",
    );
    expect(sessionIssue(plain, 8)).toBe(plain);
  });

  test("a name without a canvas node tells none", () => {
    expect(canvasNodeOf(new Error("running Add node. Name:'Add_12' Status"))).toBeNull();
    expect(canvasNodeOf("nothing")).toBeNull();
  });
});

describe("devices", () => {
  test("the processor always works; every other works too or says what is missing", async () => {
    const reports = await findDevices();
    expect(reports.map(({ device }) => device)).toEqual(["cpu", "cuda", "webgpu", "dml", "coreml"]);
    expect(reports.find(({ device }) => device === "cpu")?.issue).toBeNull();
    const elsewhere = reports.find(
      ({ device }) => device === (process.platform === "win32" ? "coreml" : "dml"),
    );
    expect(elsewhere?.issue).toMatchObject({
      code: "device-unavailable",
      facts: { trouble: "system", detail: `${process.platform} ${process.arch}` },
    });
  });

  test("a wrong name is refused with the right ones", () => {
    expect(wantedDevice({})).toBe("auto");
    expect(wantedDevice({ FUSELINE_DEVICE: "CPU" })).toBe("cpu");
    expect(() => wantedDevice({ FUSELINE_DEVICE: "tpu" })).toThrow(/setting-invalid.*FUSELINE_DEVICE/);
  });

  test("a device that is asked for but not there is refused, never replaced", async () => {
    const missing = (await findDevices()).find(({ issue }) => issue !== null)?.device;
    expect(missing, "a machine with every kind of device").toBeDefined();
    await expect(chooseDevice({ FUSELINE_DEVICE: missing })).rejects.toThrow(/device-unavailable.*cpu/);
    expect(await chooseDevice({ FUSELINE_DEVICE: "cpu" })).toBe("cpu");
  });

  test("what runtime and drivers say is read for what is missing", () => {
    const missing =
      "\u001b[1;31m[E:onnxruntime] Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory\u001b[m";
    expect(diagnose(missing)).toEqual({ trouble: "dependency", detail: "libcudnn.so.9" });
    const noVulkan =
      "/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const onnxruntime::webgpu::WebGpuContextConfig&)::<lambda()> Failed to get a WebGPU adapter: No supported adapters";
    expect(diagnose(`${noVulkan}\nWarning: Couldn't load Vulkan: libvulkan.so.1: cannot open`)).toEqual({
      trouble: "dependency",
      detail: "libvulkan.so.1",
    });
    expect(diagnose(noVulkan)).toEqual({
      trouble: "card",
      detail: "Failed to get a WebGPU adapter: No supported adapters",
    });
    expect(diagnose("CUDA failure 100: no CUDA-capable device is detected ; GPU=-1").trouble).toBe("card");
    expect(diagnose("ended by SIGSEGV")).toEqual({ trouble: "failed", detail: "ended by SIGSEGV" });
    expect(firstSentence("x".repeat(400))).toHaveLength(161);
  });
});
