import { describe, it } from "vitest";
import { conformance } from "./testing/conformance.ts";
import { startRedis } from "./testing/redis-server.ts";

const redis = await startRedis();

if (redis === null) {
  describe("queue on Redis", () => {
    it("does what every queue does", ({ skip }) => skip("redis-server is not installed"));
  });
} else {
  conformance("Redis", async () => ({ redisUrl: redis.url, stop: () => redis.stop() }));
}
