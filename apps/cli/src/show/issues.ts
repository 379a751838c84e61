/** Issues as a person reads them: what, where, what to do. */
import { type Issue, type Language, messageOf, type PipelineDocument } from "@fuseline/schema";
import type { Terminal } from "../terminal.ts";

const MARK = { error: "✗", warning: "!", hint: "·" } as const;

export function issueLines(issue: Issue, language: Language, document?: PipelineDocument): readonly string[] {
  const { title, fix } = messageOf(issue, language);
  const where = placeOf(issue, language, document);
  return [
    `${MARK[issue.severity]} ${where === "" ? "" : `${where}: `}${title}`,
    ...(fix === "" ? [] : [`  → ${fix}`]),
  ];
}

export function sayIssues(terminal: Terminal, issues: readonly Issue[], document?: PipelineDocument): void {
  for (const issue of issues) {
    for (const line of issueLines(issue, terminal.language, document)) terminal.say(line);
  }
}

/** `train-model.epochs`, `load-table, row 12` */
function placeOf({ at }: Issue, language: Language, document: PipelineDocument | undefined): string {
  const node = at.node === undefined ? undefined : (document?.nodes[at.node]?.title ?? at.node);
  const field = [node, at.param ?? at.port].filter((part) => part !== undefined).join(".");
  const row = at.row === undefined ? undefined : `${language === "ru" ? "строка" : "row"} ${at.row + 1}`;
  return [field, row].filter((part) => part !== undefined && part !== "").join(", ");
}
