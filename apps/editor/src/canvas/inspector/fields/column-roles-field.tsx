/** Which column is what: input, answer, group, row name, weight or not used, and the kind of data in it. */
import type { ColumnChoice, ColumnRole, Json } from "@fuseline/schema";
import { MODALITIES, MODALITY_WORDS } from "@fuseline/schema";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { useIncomingColumns } from "../incoming-columns.ts";

const ROLES: readonly ColumnRole[] = ["input", "target", "group", "id", "weight", "unused"];
const FEW = 8;

type Roles = { readonly [column: string]: ColumnChoice };

export function ColumnRolesField({ node, value, set }: FieldProps<FieldOf<"column-roles">>) {
  const { t } = useTranslation("canvas");
  const incoming = useIncomingColumns(node);
  const roles = rolesOf(value);
  const names = [...new Set([...Object.keys(roles), ...incoming.map(({ name }) => name)])];
  const used = names.filter((name) => (roles[name]?.role ?? "unused") !== "unused");
  const [all, setAll] = useState(names.length <= FEW);
  const choiceOf = (name: string): ColumnChoice => {
    const known = incoming.find((column) => column.name === name);
    return (
      roles[name] ?? { role: "unused", modality: known?.modality ?? "text", several: known?.several ?? false }
    );
  };
  const change = (name: string, choice: ColumnChoice): void => set({ ...roles, [name]: choice } as Json);
  const shown = all ? names : used;
  if (names.length === 0) return <p className="help">{t("noColumnsYet")}</p>;
  return (
    <div className="roles">
      <ul>
        {shown.map((name) => (
          <RoleRow
            key={name}
            name={name}
            choice={choiceOf(name)}
            gone={incoming.length > 0 && !incoming.some((column) => column.name === name)}
            change={(choice) => change(name, choice)}
          />
        ))}
      </ul>
      {names.length > FEW || !all ? (
        <button type="button" className="btn quiet sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("usedColumns") : t("allColumns", { count: names.length - used.length })}
        </button>
      ) : null}
    </div>
  );
}

interface RoleRowProps {
  readonly name: string;
  readonly choice: ColumnChoice;
  readonly gone: boolean;
  change(choice: ColumnChoice): void;
}

function RoleRow({ name, choice, gone, change }: RoleRowProps) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  return (
    <li data-role={choice.role} data-gone={gone}>
      <span className="role-name" title={name}>
        {gone ? t("columnGone", { column: name }) : name}
      </span>
      <select
        className="input"
        aria-label={t("roleOf", { column: name })}
        value={choice.role}
        onChange={({ target }) => {
          const role = ROLES.find((each) => each === target.value);
          if (role !== undefined) change({ ...choice, role });
        }}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`role_${role}`)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={t("kindOf", { column: name })}
        value={choice.modality}
        onChange={({ target }) => {
          const modality = MODALITIES.find((each) => each === target.value);
          if (modality !== undefined) change({ ...choice, modality });
        }}
      >
        {MODALITIES.map((modality) => (
          <option key={modality} value={modality}>
            {MODALITY_WORDS[modality][language]}
          </option>
        ))}
      </select>
    </li>
  );
}

/** Parsed before by the field's own schema. */
const rolesOf = (value: Json): Roles =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as unknown as Roles) : {};
