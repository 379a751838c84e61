/** The public call, made with the owner's cookie. */
import { currentLanguage } from "../i18n/i18n.ts";
import { Refused, refusalIn } from "../server/failure.ts";
import type { Answer } from "../server/shapes.ts";

/** @throws Refused in the endpoint's words */
export async function callEndpoint(
  name: string,
  inputs: { readonly [name: string]: unknown },
  signal: AbortSignal,
): Promise<Answer> {
  const response = await fetch(`/v1/endpoints/${encodeURIComponent(name)}/predict`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": currentLanguage() },
    body: JSON.stringify({ inputs }),
    signal,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, refusalIn(body));
  // The server checks its replies against their schema before they leave.
  return body as Answer;
}
