/** Calls the predict route through the whole HTTP path of this server, guard and parsing included. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Credentials } from "../security/authenticate.ts";
import type { Ask } from "./check-parity.ts";

const reply = z.object({ outputs: z.record(z.string(), z.unknown()) });

export function httpAsk(
  app: FastifyInstance,
  credentials: () => Credentials,
): (name: string, candidate: string) => Ask {
  return (name, candidate) => async (body) => {
    const { token, known } = credentials();
    const [host = ""] = known.hosts;
    const response = await app.inject({
      method: "POST",
      url: `/v1/endpoints/${name}/predict`,
      query: { candidate },
      headers: { host, authorization: `Bearer ${token}` },
      payload: body,
    });
    if (response.statusCode === 200) return reply.parse(response.json()).outputs;
    // A picture that cannot be read is refused here and counts as missing in training: nothing to compare.
    if (response.statusCode === 422) return null;
    throw new Error(`the endpoint on trial answered ${response.statusCode}: ${response.body.slice(0, 500)}`);
  };
}
