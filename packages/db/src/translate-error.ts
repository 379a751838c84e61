/** Turns what the database driver throws into errors by consequence: passing trouble, a person's mistake, our defect. */
import { Cancelled, TransientError, UserError } from "@fuseline/schema";
import { problem } from "./issue.ts";

/** Node's own codes of a connection that could not be made or was lost. */
const NETWORK = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
]);
/** SQLSTATE: too many connections, shutting down, crashed, starting up, serialisation failure, deadlock, lock timeout. */
const PASSING = new Set(["53300", "57P01", "57P02", "57P03", "40001", "40P01", "55P03"]);
/** SQLSTATE: wrong password, no such user, no such database; and a host name that does not exist. */
const REFUSED = new Set(["28P01", "28000", "3D000", "ENOTFOUND", "P1000", "P1003"]);
/** Prisma: cannot reach, timed out, connection closed, no free connection, write conflict. */
const PRISMA_PASSING = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034"]);
const LOST = /connection terminated|connection ended|timeout exceeded when trying to connect|not queryable/i;

/** `error` itself when it already has a class or is our own defect. */
export function translateError(error: unknown): unknown {
  if (error instanceof UserError || error instanceof TransientError || error instanceof Cancelled)
    return error;
  for (const fault of causes(error)) {
    const code = codeOf(fault);
    if (REFUSED.has(code)) return problem("database-refused", { reason: messageOf(fault) }, { cause: error });
    if (isPassing(code, messageOf(fault))) {
      return new TransientError(`database unavailable: ${messageOf(fault)}`, { cause: error });
    }
  }
  return error;
}

function isPassing(code: string, message: string): boolean {
  return (
    NETWORK.has(code) ||
    PASSING.has(code) ||
    PRISMA_PASSING.has(code) ||
    /^08/.test(code) ||
    LOST.test(message)
  );
}

/** The error, what caused it, and the members of an `AggregateError` (Node tries IPv4 and IPv6). */
function* causes(error: unknown): Generator<object> {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth += 1) {
    yield current;
    if (current instanceof AggregateError) for (const member of current.errors) yield* causes(member);
    current = "cause" in current ? current.cause : undefined;
  }
}

/** Prisma's adapter keeps PostgreSQL's own code in `originalCode`. */
function codeOf(fault: object): string {
  if ("originalCode" in fault && typeof fault.originalCode === "string") return fault.originalCode;
  return "code" in fault && typeof fault.code === "string" ? fault.code : "";
}

function messageOf(fault: object): string {
  if ("originalMessage" in fault && typeof fault.originalMessage === "string") return fault.originalMessage;
  return "message" in fault && typeof fault.message === "string" ? fault.message : "";
}

type Methods = { readonly [name: string]: (...args: never[]) => Promise<unknown> };

/** The same repository whose methods throw translated errors. */
export function translating<T extends Methods>(repository: T): T {
  const wrapped = Object.entries(repository).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      try {
        return await method(...args);
      } catch (error) {
        throw translateError(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}
