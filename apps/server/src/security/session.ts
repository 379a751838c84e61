/** The owner's session: a signed cookie, so that a restart of the server does not sign anyone out. */
import { hmac, randomSecret, sameSecret } from "./secret.ts";

const DAYS = 30;

export interface SessionSigner {
  readonly cookieName: string;
  readonly maxAgeSeconds: number;
  issue(now: number): string;
  verify(cookie: string, now: number): boolean;
}

/**
 * Cookies of one host are shared by all its ports, so the name carries the port: two Fuselines on one machine do not
 * sign each other out. The value is `expiry.nonce.signature`.
 */
export function sessionSigner(secret: string, port: number): SessionSigner {
  const sign = (body: string) => hmac(secret, `session ${port} ${body}`);
  return {
    cookieName: `fuseline-${port}`,
    maxAgeSeconds: DAYS * 86_400,
    issue(now) {
      const body = `${now + DAYS * 86_400_000}.${randomSecret().slice(0, 16)}`;
      return `${body}.${sign(body)}`;
    },
    verify(cookie, now) {
      const cut = cookie.lastIndexOf(".");
      if (cut < 0) return false;
      const body = cookie.slice(0, cut);
      if (!sameSecret(cookie.slice(cut + 1), sign(body))) return false;
      return Number(body.slice(0, body.indexOf("."))) > now;
    },
  };
}
