import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { endingServices, withStartLock } from "./start-lock.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Work that goes on until it is told to end. */
function longWork() {
  const signal = new EventEmitter();
  const begun = once(signal, "begun");
  const ended = once(signal, "ended");
  const work = async (): Promise<void> => {
    signal.emit("begun");
    await ended;
  };
  return { work, begun, end: () => signal.emit("ended") };
}

const startNow = (): Promise<string | null> => withStartLock(folder, async () => "started");

describe("the lock of a data folder", () => {
  it("lets nobody start while services end, and then the next", async () => {
    const { end, begun, work } = longWork();
    const ending = endingServices(folder, work);
    await begun;
    expect(await startNow()).toBeNull();
    end();
    await ending;
    expect(await startNow()).toBe("started");
  });

  it("lets nobody end services in the middle of a start", async () => {
    const { end, begun, work } = longWork();
    const happened: string[] = [];
    const starting = withStartLock(folder, async () => {
      await work();
      happened.push("started");
    });
    await begun;
    const ending = endingServices(folder, async () => {
      happened.push("ended");
    });
    expect(await startNow()).toBeNull();
    end();
    await Promise.all([starting, ending]);
    expect(happened).toEqual(["started", "ended"]);
  });

  it("is given back when the work fails, and broken when its process is gone", async () => {
    await expect(withStartLock(folder, () => Promise.reject(new Error("no disk")))).rejects.toThrow(
      "no disk",
    );
    // No process has this number on any system.
    await writeFile(join(folder, "starting.lock"), "99999999");
    await endingServices(folder, async () => undefined);
    expect(await startNow()).toBe("started");
  });
});
