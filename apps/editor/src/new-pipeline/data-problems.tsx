/** What did not fit, row by row: photos without rows, rows without photos, and what the reader assumed. */
import { messageOf } from "@fuseline/schema";
import { Check, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import "./data-problems.css";
import type { Miss, Understood } from "./understood.ts";

const SHOWN = 30;
/** Said row by row above. */
const LISTED: ReadonlySet<string> = new Set(["file-unmatched", "file-ambiguous"]);

export function DataProblems({
  understood: { details, issues, understanding },
}: {
  readonly understood: Understood;
}) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  if (details === null) return null;
  const { unmatched, ambiguous, guessed, broken, unusedFiles, otherTables } = details;
  const brokenWords = broken.map((issue) => messageOf(issue, language).title);
  const fits = broken.length + unmatched.length + ambiguous.length + unusedFiles.length === 0;
  return (
    <section className="card problems" aria-labelledby="matches-title">
      <header>
        <h2 id="matches-title">{t("matches")}</h2>
      </header>
      <div className="in">
        {fits && understanding.matches.length > 0 ? (
          <p className="fits">
            <Check className="i s" aria-hidden="true" />
            {t("allFit")}
          </p>
        ) : null}
        <MissList title={t("unmatched", { count: unmatched.length })} misses={unmatched} />
        <MissList title={t("ambiguous", { count: ambiguous.length })} misses={ambiguous} />
        <FileList title={t("broken", { count: broken.length })} files={brokenWords} />
        <MissList title={t("guessed", { count: guessed.length })} misses={guessed} taken />
        <FileList title={t("unusedFiles", { count: unusedFiles.length })} files={unusedFiles} />
        <FileList title={t("otherTables", { count: otherTables.length })} files={otherTables} />
        {issues
          .filter(({ code }) => !LISTED.has(code))
          .map((issue) => {
            const { title, fix } = messageOf(issue, language);
            return (
              <p key={`${issue.code} ${title}`} className="assumed">
                {title} <span className="muted">{fix}</span>
              </p>
            );
          })}
      </div>
    </section>
  );
}

interface MissListProps {
  readonly title: string;
  readonly misses: readonly Miss[];
  /** The candidates were taken. */
  readonly taken?: boolean;
}

function MissList({ title, misses, taken = false }: MissListProps) {
  const { t } = useTranslation("newPipeline");
  if (misses.length === 0) return null;
  return (
    <details>
      <summary>
        <ChevronRight className="i s" aria-hidden="true" />
        {title}
      </summary>
      <ul>
        {misses.slice(0, SHOWN).map(({ row, column, value, candidates }) => (
          <li key={`${row} ${column}`}>
            <span className="muted">{t("rowNumber", { row: row + 1 })}</span> <code>{value}</code>{" "}
            {candidates[0] === undefined ? null : (
              <span className="muted">
                {t(taken ? "tookFile" : "perhaps", { file: candidates.join(", ") })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <More count={misses.length - SHOWN} />
    </details>
  );
}

function FileList({ title, files }: { readonly title: string; readonly files: readonly string[] }) {
  if (files.length === 0) return null;
  return (
    <details>
      <summary>
        <ChevronRight className="i s" aria-hidden="true" />
        {title}
      </summary>
      <ul>
        {files.slice(0, SHOWN).map((file) => (
          <li key={file}>
            <code>{file}</code>
          </li>
        ))}
      </ul>
      <More count={files.length - SHOWN} />
    </details>
  );
}

function More({ count }: { readonly count: number }) {
  const { t } = useTranslation("newPipeline");
  return count > 0 ? <p className="muted">{t("andMore", { count })}</p> : null;
}
