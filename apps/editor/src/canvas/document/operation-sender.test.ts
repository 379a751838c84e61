/** Saving over a connection that comes and goes. */
import type { DraftEntry } from "@fuseline/schema";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OperationSender, type Saving } from "./operation-sender.ts";

const entry = (id: string): DraftEntry => ({
  id,
  author: "me",
  at: 1,
  operation: { op: "set-name", name: id },
});

function connection() {
  const state = { waiting: [] as DraftEntry[], sent: [] as string[][], saving: [] as Saving[], down: 0 };
  const sender = new OperationSender({
    waiting: () => ({ base: 0, entries: state.waiting }),
    send: async (_base, entries) => {
      state.sent.push(entries.map(({ id }) => id));
      if (state.down > 0) {
        state.down -= 1;
        throw new Error("connection lost");
      }
      return entries.map((each, place) => ({ ...each, seq: place + 1, inverse: each.operation }));
    },
    received: (saved) => {
      const ids = new Set(saved.map(({ id }) => id));
      state.waiting = state.waiting.filter(({ id }) => !ids.has(id));
    },
    changed: (saving) => state.saving.push(saving),
    isRefusal: () => false,
  });
  return { state, sender };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("OperationSender", () => {
  it("gathers what follows at once into one request", async () => {
    const { state, sender } = connection();
    for (const id of ["a", "b"]) {
      state.waiting.push(entry(id));
      sender.nudge();
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(state.sent).toEqual([["a", "b"]]);
    expect(state.saving).toEqual(["saving", "saved"]);
  });

  it("keeps edits while the server is away and sends them in order when it is back", async () => {
    const { state, sender } = connection();
    state.down = 2;
    state.waiting.push(entry("a"));
    sender.nudge();
    await vi.advanceTimersByTimeAsync(200);
    expect(state.saving.at(-1)).toBe("offline");
    state.waiting.push(entry("b"));
    sender.nudge();
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.waiting).toEqual([]);
    expect(state.sent.at(-1)).toEqual(["a", "b"]);
    expect(state.saving.at(-1)).toBe("saved");
  });

  it("sends nothing once it is closed", async () => {
    const { state, sender } = connection();
    state.waiting.push(entry("a"));
    sender.nudge();
    sender.close();
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.sent).toEqual([]);
  });
});
