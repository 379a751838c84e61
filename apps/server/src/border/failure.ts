/** The one place where anything thrown becomes what a caller may see. */
import { Cancelled, type Issue, type Language, messageOf, TransientError, UserError } from "@fuseline/schema";
import { fastifyRefusal } from "./fastify-refusal.ts";
import { Refusal, refusalSentence } from "./refusal.ts";

/** What a caller is told. Never a stack, a path of ours or the words of a library. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Path into the request (`inputs.photo`), or the node and field of the issue. */
  readonly where: string | null;
  /** What is wrong with a pipeline or its data, for the canvas. */
  readonly issues: readonly Issue[];
  /** Ours: it goes to the log with its stack. */
  readonly defect: boolean;
}

/** Several problems at once; a pipeline that cannot be planned has one for each place. */
export class IssuesFound extends Error {
  override readonly name = "IssuesFound";
  constructor(readonly issues: readonly [Issue, ...Issue[]]) {
    super(issues.map((found) => found.code).join(", "));
  }
}

export function failureOf(thrown: unknown, language: Language, requestId: string): Failure {
  if (thrown instanceof Refusal) {
    const { code, status } = thrown;
    const where = thrown.details.where ?? null;
    return { status, code, message: refusalSentence(thrown, language), where, issues: [], defect: false };
  }
  if (thrown instanceof UserError) return issueFailure([thrown.issue], language);
  if (thrown instanceof IssuesFound) return issueFailure(thrown.issues, language);
  if (thrown instanceof TransientError) return plain(503, "busy", BUSY[language]);
  if (thrown instanceof Cancelled) return plain(409, "cancelled", CANCELLED[language]);
  const known = fastifyRefusal(thrown);
  if (known) return failureOf(known, language, requestId);
  return { ...plain(500, "defect", DEFECT[language](requestId)), defect: true };
}

const BUSY = {
  en: "Something this needs is busy or cannot be reached right now. Try again in a moment.",
  ru: "Нужная часть сейчас занята или недоступна. Повторите через минуту.",
} as const;
const CANCELLED = { en: "This was cancelled.", ru: "Это отменено." } as const;
const DEFECT = {
  en: (id: string) => `This is our mistake, not yours. It is in the server's log under number ${id}.`,
  ru: (id: string) => `Это наша ошибка, не ваша. Она записана в журнале сервера под номером ${id}.`,
} as const;

function plain(status: number, code: string, message: string): Failure {
  return { status, code, message, where: null, issues: [], defect: false };
}

function issueFailure(issues: readonly [Issue, ...Issue[]], language: Language): Failure {
  const [first] = issues;
  const { title, fix } = messageOf(first, language);
  const { node, param, port, row } = first.at;
  const where = [node, param ?? port, row === undefined ? undefined : `row ${row}`].filter(Boolean).join(".");
  return {
    status: 422,
    code: first.code,
    message: `${title} ${fix}`.trim(),
    where: where === "" ? null : where,
    issues,
    defect: false,
  };
}
