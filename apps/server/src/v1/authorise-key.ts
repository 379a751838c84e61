/** Whether a caller may use an endpoint: its owner, or a key made for this endpoint. */
import type { FastifyRequest } from "fastify";
import { Refusal } from "../border/refusal.ts";
import { matchKey } from "../security/endpoint-key.ts";
import type { PublishedEndpoints } from "./published-endpoints.ts";

/**
 * What the requests of one caller are counted under: the key's id, or `owner`. An unknown endpoint and a wrong key
 * are refused alike, so that names cannot be guessed.
 */
export async function authoriseKey(
  request: FastifyRequest,
  name: string,
  endpoints: PublishedEndpoints,
): Promise<string> {
  const { caller } = request;
  switch (caller.caller) {
    case "owner":
      return "owner";
    case "nobody":
      throw new Refusal("key-missing");
    case "bearer": {
      const id = matchKey(caller.presented, await endpoints.keys(name));
      if (id === null) throw new Refusal("key-invalid");
      await endpoints.keyUsed(id);
      return id;
    }
  }
}
