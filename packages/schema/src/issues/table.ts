/** Every issue code with its facts and words, and the one constructor of issues. */
import type { Issue, IssuePlace, Severity } from "../issue.ts";
import type { Json } from "../json.ts";
import type { Language } from "../text.ts";
import { DATA_CODES } from "./data.ts";
import { DEVICE_CODES } from "./devices.ts";
import { DOCUMENT_CODES } from "./documents.ts";
import { ENCODER_CODES } from "./encoders.ts";
import { FILE_CODES } from "./files.ts";
import { HUB_CODES } from "./hub.ts";
import { INSTALLATION_CODES } from "./installation.ts";
import type { Facts, Message, MessageOf } from "./message.ts";
import { OWN_MODEL_CODES } from "./own-model.ts";
import { PARAMETER_CODES } from "./parameters.ts";
import { RUN_CODES } from "./run.ts";
import { TEMPLATE_CODES } from "./templates.ts";
import { WIRING_CODES } from "./wiring.ts";

const TABLE = {
  ...DOCUMENT_CODES,
  ...PARAMETER_CODES,
  ...WIRING_CODES,
  ...FILE_CODES,
  ...HUB_CODES,
  ...ENCODER_CODES,
  ...OWN_MODEL_CODES,
  ...DEVICE_CODES,
  ...DATA_CODES,
  ...RUN_CODES,
  ...INSTALLATION_CODES,
  ...TEMPLATE_CODES,
};

export type IssueCode = keyof typeof TABLE;
export type FactsOf<C extends IssueCode> = Parameters<(typeof TABLE)[C]["en"]>[0];

export const ISSUE_CODES = Object.keys(TABLE) as readonly IssueCode[];

/** An issue of a known code; the code decides which facts are needed. */
export function issue<C extends IssueCode>(
  code: C,
  at: IssuePlace,
  facts: FactsOf<C>,
  severity: Severity = "error",
): Issue {
  return { code, severity, at, facts: facts as { readonly [name: string]: Json } };
}

export function isIssueCode(code: string): code is IssueCode {
  return Object.hasOwn(TABLE, code);
}

/** The words of an issue. A code that is not in the table is our own defect and is shown as such, by name. */
export function messageOf(problem: Pick<Issue, "code" | "facts">, language: Language): Message {
  if (!isIssueCode(problem.code)) return UNKNOWN[language](problem.code);
  const words = TABLE[problem.code] as unknown as MessageOf<Facts>;
  return words[language](problem.facts);
}

const UNKNOWN: { readonly [L in Language]: (code: string) => Message } = {
  en: (code) => ({
    title: `Fuseline met a problem it has no words for: ${code}.`,
    fix: "This is our mistake: report it with this code.",
  }),
  ru: (code) => ({
    title: `У Fuseline нет слов для этой ошибки: ${code}.`,
    fix: "Это наша ошибка: сообщите о ней с этим кодом.",
  }),
};
