/** Reads a run's events over SSE as the browser does. */
import type { RunEvent } from "@fuseline/schema";
import { EventSource } from "eventsource";
import type { TestServer } from "./test-server.ts";

export interface Follow {
  readonly after?: number;
  /** Cuts the connection after this many events. */
  readonly most?: number;
}

export function followRun(
  test: TestServer,
  runId: string,
  { after, most }: Follow = {},
): Promise<RunEvent[]> {
  const input = { runId, ...(after === undefined ? {} : { lastEventId: after }) };
  const url = `${test.server.address}/trpc/runs.events?input=${encodeURIComponent(JSON.stringify(input))}`;
  const events: RunEvent[] = [];
  return new Promise((resolve, reject) => {
    const source = new EventSource(url, {
      fetch: (address, init) =>
        fetch(address, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${test.server.token}` },
        }),
    });
    const end = (): void => {
      source.close();
      resolve(events);
    };
    source.addEventListener("message", ({ data, lastEventId }) => {
      const event: RunEvent = JSON.parse(data);
      if (String(event.seq) !== lastEventId)
        reject(new Error(`event ${event.seq} came under id ${lastEventId}`));
      events.push(event);
      if (event.type === "run-finished" || events.length === most) end();
    });
    source.addEventListener("error", ({ code, message }) => {
      if (code === undefined) return;
      source.close();
      reject(new Error(`${code} ${message}`));
    });
  });
}
