import { encodeModel, type OnnxNode } from "@fuseline/autograd/onnx";
import { UserError } from "@fuseline/schema";
import { Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { chooseDevice, findDevices, wantedDevice } from "./devices.ts";
import { openSession } from "./open-session.ts";
import { canvasNodeOf, runSession } from "./session-error.ts";

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

  test("a name without a canvas node tells none", () => {
    expect(canvasNodeOf(new Error("running Add node. Name:'Add_12' Status"))).toBeNull();
    expect(canvasNodeOf("nothing")).toBeNull();
  });
});

describe("devices", () => {
  test("the processor always works", async () => {
    const reports = await findDevices();
    expect(reports.find(({ device }) => device === "cpu")).toEqual({
      device: "cpu",
      works: true,
      reason: null,
    });
    for (const { works, reason } of reports) expect(works).toBe(reason === null);
  });

  test("a wrong name is refused with the right ones", () => {
    expect(wantedDevice({})).toBe("auto");
    expect(wantedDevice({ FUSELINE_DEVICE: "CPU" })).toBe("cpu");
    expect(() => wantedDevice({ FUSELINE_DEVICE: "tpu" })).toThrow(/setting-invalid.*FUSELINE_DEVICE/);
  });

  test("a device that is asked for but not there is refused, never replaced", async () => {
    const missing = (await findDevices()).find(({ works }) => !works)?.device;
    expect(missing, "a machine with every kind of device").toBeDefined();
    await expect(chooseDevice({ FUSELINE_DEVICE: missing })).rejects.toThrow(/device-unavailable.*cpu/);
    expect(await chooseDevice({ FUSELINE_DEVICE: "cpu" })).toBe("cpu");
  });
});
