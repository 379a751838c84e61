/** Everything that happened in a run, as the stream tells it from the beginning. */
import type { Fuseline } from "./fuseline.ts";

export interface RunEvent {
  readonly seq: number;
  readonly type: string;
  readonly attempt?: number;
  readonly series?: string;
  readonly step?: number;
  readonly status?: string;
}

/** Reads until the run is over; `onEvent` hears of each event the moment it comes. */
export async function runEvents(
  { address, token }: Fuseline,
  runId: string,
  onEvent?: (event: RunEvent) => void,
): Promise<RunEvent[]> {
  const input = encodeURIComponent(JSON.stringify({ runId }));
  const response = await fetch(`${address}/trpc/runs.events?input=${input}`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
  });
  const events: RunEvent[] = [];
  let rest = "";
  for await (const chunk of response.body ?? []) {
    rest += Buffer.from(chunk).toString();
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const event: RunEvent = JSON.parse(line.slice("data: ".length));
      if (typeof event.seq === "number") {
        events.push(event);
        onEvent?.(event);
      }
      if (event.type === "run-finished") return events;
    }
  }
  throw new Error(`the stream of run ${runId} ended before the run`);
}
