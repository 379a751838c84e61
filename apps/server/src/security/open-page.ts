/** The opened address: `/?token=…` becomes a cookie and a clean address. */
import type { FastifyReply } from "fastify";
import type { SessionSigner } from "./session.ts";

/**
 * A page that moves on by itself rather than a redirect: a redirect that began on another site would arrive without
 * the SameSite=Strict cookie it has just set. It also leaves no token in the address bar.
 */
const MOVE_ON = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fuseline</title><link rel="icon" href="data:,">
<meta http-equiv="refresh" content="0;url=/"><a href="/">Fuseline</a></html>`;

const CLOSED = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Fuseline</title><link rel="icon" href="data:,">
<body style="font:16px/1.5 system-ui;max-width:36em;margin:20vh auto;padding:0 1em">
<h1 style="font-size:1.3em">Open the link that Fuseline printed</h1>
<p>The address that was printed at the start holds a token, which proves that you are the owner.
If this browser has been let in before, <a href="/">continue</a>.</p>
<h1 style="font-size:1.3em" lang="ru">Откройте ссылку, которую напечатал Fuseline</h1>
<p lang="ru">В адресе, напечатанном при запуске, есть токен: он показывает, что вы владелец.
Если этот браузер уже впускали, <a href="/">продолжайте</a>.</p></body></html>`;

export interface OpenPage {
  readonly signer: SessionSigner;
  /** The cookie is marked Secure when the server is reached over https. */
  readonly secure: boolean;
}

export function letIn(reply: FastifyReply, { signer, secure }: OpenPage): FastifyReply {
  reply.setCookie(signer.cookieName, signer.issue(Date.now()), {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure,
    maxAge: signer.maxAgeSeconds,
  });
  return reply.header("cache-control", "no-store").type("text/html; charset=utf-8").send(MOVE_ON);
}

export function showClosed(reply: FastifyReply): FastifyReply {
  return reply.code(401).header("cache-control", "no-store").type("text/html; charset=utf-8").send(CLOSED);
}
