/** Sends a failure as `{ error: { code, message, where } }` and logs what is our own defect. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { failureOf } from "./failure.ts";
import { requestLanguage } from "./language.ts";
import { Refusal } from "./refusal.ts";

export const failureReply = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    where: z.string().nullable(),
    issues: z.array(z.unknown()).optional(),
  }),
});

export function replyFailure(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = failureOf(thrown, requestLanguage(request.headers["accept-language"]), request.id);
  if (failure.defect && !isGone(thrown, request))
    request.log.error({ err: thrown }, "our own defect while answering a request");
  const { code, message, where, issues } = failure;
  // Facts of issues may name our files; callers of published endpoints get the sentence.
  const shown = issues.length > 0 && request.caller?.caller === "owner" ? { issues } : {};
  const body = { error: { code, message, where, ...shown } };
  if (thrown instanceof Refusal && typeof thrown.details.facts?.seconds === "number") {
    reply.header("retry-after", thrown.details.facts.seconds);
  }
  if (failure.status === 401) reply.header("www-authenticate", 'Bearer realm="fuseline"');
  return reply
    .code(failure.status)
    .type("application/json; charset=utf-8")
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

/** The sender broke off in the middle: nobody's defect, and nobody hears the reply. */
function isGone(thrown: unknown, { raw }: FastifyRequest): boolean {
  return raw.destroyed && thrown instanceof Error && "code" in thrown && thrown.code === "ECONNRESET";
}
