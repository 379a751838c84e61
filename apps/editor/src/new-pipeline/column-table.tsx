/** Every column: what it was taken for and why, a few values, and what it is used for. */
import { type ColumnRole, MODALITY_WORDS } from "@fuseline/schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../ui/button.tsx";
import { ModalityChip } from "../ui/modality-chip.tsx";
import { Thumbnail } from "../ui/thumbnail.tsx";
import "./column-table.css";
import type { Understood } from "./understood.ts";
import type { Roles } from "./wishes.ts";

/** Rows of a wide table that are shown before it is unfolded. */
const FEW = 9;

export interface ColumnTableProps {
  readonly understood: Understood;
  readonly roles: Roles;
  /** Whether the template predicts something. */
  readonly hasAnswer: boolean;
  onRole(column: string, role: "target" | "input" | "unused"): void;
}

export function ColumnTable({ understood, roles, hasAnswer, onRole }: ColumnTableProps) {
  const { t } = useTranslation("newPipeline");
  const language = useLanguage();
  const { understanding, examples, pictures } = understood;
  const [all, setAll] = useState(false);
  const used = understanding.columns.filter(({ name }) => (roles[name] ?? "unused") !== "unused");
  const unused = understanding.columns.filter((column) => !used.includes(column));
  const few = Math.max(0, FEW - used.length);
  const shown = all || unused.length <= few + 1 ? understanding.columns : [...used, ...unused.slice(0, few)];
  const folded = understanding.columns.length - shown.length;
  return (
    <section className="card columns-card">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("understoodAs")}</th>
            <th scope="col">{t("examples")}</th>
            <th scope="col">{t("role")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, modality, reason, distinct, missing }) => (
            <tr key={name} data-unused={roles[name] === "unused"}>
              <th scope="row">
                <span>
                  <ModalityChip modality={modality} />
                  {name}
                </span>
              </th>
              <td>
                <b>{MODALITY_WORDS[modality][language]}</b>
                <small>{reason[language]}</small>
              </td>
              <td>
                <Examples values={examples[name] ?? []} pictures={pictures[name] ?? []} />
                <small>
                  {t("distinct", { count: distinct })}
                  {missing === 0 ? "" : `, ${t("missing", { count: missing })}`}
                </small>
              </td>
              <td>
                <RoleSelect column={name} role={roles[name] ?? "unused"} {...{ hasAnswer, onRole }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {folded === 0 ? null : (
        <Button look="quiet" className="more-columns" onClick={() => setAll(true)}>
          {t("moreColumns", { count: folded })}
        </Button>
      )}
    </section>
  );
}

interface ExamplesProps {
  readonly values: readonly string[];
  readonly pictures: readonly string[];
}

function Examples({ values, pictures }: ExamplesProps) {
  if (pictures.length === 0) return <span className="values">{values.join(" · ")}</span>;
  return (
    <span className="example-pictures">
      {pictures.map((blob) => (
        <Thumbnail key={blob} blob={blob} name="" side={36} />
      ))}
    </span>
  );
}

interface RoleSelectProps extends Pick<ColumnTableProps, "hasAnswer" | "onRole"> {
  readonly column: string;
  readonly role: ColumnRole;
}

function RoleSelect({ column, role, hasAnswer, onRole }: RoleSelectProps) {
  const { t } = useTranslation("newPipeline");
  return (
    <select
      className="select"
      aria-label={t("roleOf", { column })}
      value={role}
      onChange={({ target: { value } }) => {
        if (value === "target" || value === "input" || value === "unused") onRole(column, value);
      }}
    >
      {hasAnswer ? <option value="target">{t("roleTarget")}</option> : null}
      <option value="input">{t("roleInput")}</option>
      <option value="unused">{t("roleUnused")}</option>
      {role === "group" ? <option value="group">{t("roleGroup")}</option> : null}
      {role === "id" ? <option value="id">{t("roleId")}</option> : null}
    </select>
  );
}
