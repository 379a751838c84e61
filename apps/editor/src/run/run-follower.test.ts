import type { RunEvent, RunEventBody } from "@fuseline/schema";
import { describe, expect, it, vi } from "vitest";
import { RunFollower, type StreamHandlers } from "./run-follower.ts";

const event = (seq: number, body: RunEventBody): RunEvent => ({
  runId: "r",
  seq,
  at: seq,
  nodeIds: [],
  ...body,
});
const point = (seq: number, step: number): RunEvent =>
  event(seq, { type: "metric", key: "train", series: "loss", step, value: 1 / step });

/** A stream that the test feeds; frames are drawn when the test says. */
function follow() {
  const opened: { lastSeq: number; handlers: StreamHandlers; closed: boolean }[] = [];
  const frames: (() => void)[] = [];
  const follower = new RunFollower(
    "r",
    (lastSeq, handlers) => {
      const stream = { lastSeq, handlers, closed: false };
      opened.push(stream);
      return () => {
        stream.closed = true;
      };
    },
    (draw) => frames.push(draw),
  );
  const draw = () => {
    for (const frame of frames.splice(0)) frame();
  };
  return { follower, opened, draw };
}

describe("RunFollower", () => {
  it("shows a burst of events once", () => {
    const { follower, opened, draw } = follow();
    let shown = 0;
    follower.listen(() => shown++);
    for (let seq = 1; seq <= 50; seq++) opened[0]?.handlers.onEvent(point(seq, seq));
    expect(shown).toBe(0);
    draw();
    expect(shown).toBe(1);
    expect(follower.current().run.steps.train?.series.loss?.steps).toHaveLength(50);
  });

  it("goes on after the last event when it is opened again, without doubling a point", () => {
    const { follower, opened, draw } = follow();
    const leave = follower.listen(() => {});
    opened[0]?.handlers.onEvent(point(1, 1));
    opened[0]?.handlers.onEvent(point(2, 2));
    draw();
    leave();
    expect(opened[0]?.closed).toBe(true);
    follower.listen(() => {});
    expect(opened[1]?.lastSeq).toBe(2);
    opened[1]?.handlers.onEvent(point(2, 2));
    opened[1]?.handlers.onEvent(point(3, 3));
    draw();
    expect(follower.current().run.steps.train?.series.loss?.steps).toEqual([1, 2, 3]);
  });

  it("takes the end of a stream that was closed here for no end of the run", () => {
    const { follower, opened } = follow();
    follower.listen(() => {})();
    opened[0]?.handlers.onEnd();
    opened[0]?.handlers.onBroken();
    follower.listen(() => {});
    expect(opened).toHaveLength(2);
    expect(follower.current().connection).toBe("connecting");
  });

  it("asks again for events that were skipped", () => {
    const { follower, opened, draw } = follow();
    follower.listen(() => {});
    opened[0]?.handlers.onEvent(point(1, 1));
    opened[0]?.handlers.onEvent(point(4, 4));
    draw();
    expect(opened.map(({ lastSeq, closed }) => ({ lastSeq, closed }))).toEqual([
      { lastSeq: 0, closed: true },
      { lastSeq: 1, closed: false },
    ]);
  });

  it("is no longer lost once it is connected again, even while nothing happens", () => {
    const { follower, opened } = follow();
    follower.listen(() => {});
    opened[0]?.handlers.onLost();
    expect(follower.current().connection).toBe("lost");
    opened[0]?.handlers.onOpen();
    expect(follower.current().connection).toBe("open");
  });

  it("opens a new stream when the old one broke or ended before the run did", () => {
    vi.useFakeTimers();
    const { follower, opened, draw } = follow();
    follower.listen(() => {});
    opened[0]?.handlers.onEvent(point(1, 1));
    draw();
    opened[0]?.handlers.onBroken();
    expect(follower.current().connection).toBe("lost");
    vi.advanceTimersByTime(1000);
    opened[1]?.handlers.onEnd();
    vi.advanceTimersByTime(1000);
    expect(opened.map(({ lastSeq }) => lastSeq)).toEqual([0, 1, 1]);
    vi.useRealTimers();
  });

  it("keeps the log in step with the events", () => {
    const { follower, opened, draw } = follow();
    follower.listen(() => {});
    const handlers = opened[0]?.handlers;
    handlers?.onEvent(event(1, { type: "run-queued", ahead: 2 }));
    handlers?.onEvent(event(2, { type: "run-started", steps: [], attempt: 1 }));
    handlers?.onEvent(point(3, 1));
    handlers?.onEvent(event(4, { type: "run-finished", status: "succeeded", seconds: 2 }));
    draw();
    handlers?.onEnd();
    const { log, connection } = follower.current();
    expect(log.map(({ what }) => what)).toEqual(["queued", "started", "finished"]);
    expect(connection).toBe("ended");
  });
});
