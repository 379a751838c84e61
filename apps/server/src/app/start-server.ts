/** Starts listening and writes down where, so that the command line finds the server. */
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { issue, UserError } from "@fuseline/schema";
import type { Credentials } from "../security/authenticate.ts";
import type { DeclaredRoute } from "../security/guard.ts";
import { knownHosts } from "../security/hosts.ts";
import { keptSecret } from "../security/private-file.ts";
import { randomSecret } from "../security/secret.ts";
import { sessionSigner } from "../security/session.ts";
import { type BuiltServer, buildServer, type ServerParts } from "./build-server.ts";
import { removeServerFile, type ServerFile, writeServerFile } from "./server-file.ts";

export interface StartParts extends Omit<ServerParts, "credentials" | "address"> {
  readonly purpose: ServerFile["purpose"];
}

export interface RunningServer {
  /** `http://127.0.0.1:4680` */
  readonly address: string;
  /** The address to open in a browser: it holds the token. */
  readonly openAddress: string;
  readonly port: number;
  readonly token: string;
  /** Every route, for the test that knocks at each of them. */
  readonly routes: readonly DeclaredRoute[];
  close(): Promise<void>;
}

/**
 * A new start token at every start; sessions are signed with a secret that stays, so a restart signs nobody out.
 * @throws UserError `setting-invalid` when the port is taken
 */
export async function startServer(parts: StartParts): Promise<RunningServer> {
  const { settings } = parts;
  const token = settings.ownerToken ?? randomSecret();
  const secret = await keptSecret(join(settings.dataFolder, "session-secret"));
  // The port is part of hosts and cookie; with port 0 the system chooses it when listening begins.
  let listening = settings.port;
  let credentials = credentialsFor({ ...settings, port: listening, token, secret });
  const address = () => settings.publicUrls[0] ?? `http://${shownHost(settings.host)}:${listening}`;
  const built = await buildServer({ ...parts, credentials: () => credentials, address });
  await listen(built, settings);
  listening = (built.app.server.address() as AddressInfo).port;
  credentials = credentialsFor({ ...settings, port: listening, token, secret });
  await writeServerFile(settings.dataFolder, {
    pid: process.pid,
    purpose: parts.purpose,
    address: `http://${shownHost(settings.host)}:${listening}`,
    token,
  });
  return {
    address: address(),
    openAddress: `${address()}/?token=${token}`,
    port: listening,
    token,
    routes: built.routes,
    async close() {
      await removeServerFile(settings.dataFolder);
      await built.close();
    },
  };
}

interface CredentialFacts {
  readonly host: string;
  readonly port: number;
  readonly publicUrls: readonly string[];
  readonly token: string;
  readonly secret: string;
}

function credentialsFor({ host, port, publicUrls, token, secret }: CredentialFacts): Credentials {
  return { token, session: sessionSigner(secret, port), known: knownHosts({ host, port, publicUrls }) };
}

async function listen(built: BuiltServer, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await built.app.listen({ host, port });
  } catch (error) {
    await built.close();
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    const expected = {
      en: "the number of a port that no other program uses",
      ru: "номер порта, который не занят другой программой",
    };
    throw new UserError(
      issue("setting-invalid", {}, { setting: "FUSELINE_PORT", value: String(port), expected }),
      { cause: error },
    );
  }
}

function shownHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
