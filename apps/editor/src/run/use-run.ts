/** What is known of a run right now, live while it runs. */
import { useMemo, useSyncExternalStore } from "react";
import { client } from "../server/trpc.ts";
import { type FollowedRun, RunFollower } from "./run-follower.ts";

/** Runs looked at since the page was loaded: coming back shows them at once. */
const followers = new Map<string, RunFollower>();

function followerOf(runId: string): RunFollower {
  const known = followers.get(runId);
  if (known !== undefined) return known;
  const follower = new RunFollower(
    runId,
    (lastSeq, { onEvent, onOpen, onLost, onBroken, onEnd }) => {
      const stream = client.runs.events.subscribe(
        { runId, lastEventId: lastSeq },
        {
          onData: ({ data }) => onEvent(data),
          onConnectionStateChange: ({ state, error }) => {
            if (state === "pending") onOpen();
            else if (state === "connecting" && error !== null) onLost();
          },
          onError: onBroken,
          onComplete: onEnd,
        },
      );
      return () => stream.unsubscribe();
    },
    (draw) => (document.hidden ? window.setTimeout(draw, 100) : window.requestAnimationFrame(draw)),
  );
  followers.set(runId, follower);
  return follower;
}

export function useRun(runId: string): FollowedRun {
  const follower = useMemo(() => followerOf(runId), [runId]);
  return useSyncExternalStore(follower.listen, follower.current);
}
