/** A ready model: what it costs to download, what its licence allows, whether it is here already. */
import type { Json, ModelRef } from "@fuseline/schema";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../../i18n/i18n.ts";
import { trpc } from "../../../server/trpc.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import type { FieldOf, FieldProps } from "../field-props.ts";
import { megabytes } from "./megabytes.ts";

export function ModelField({ id, field, value, set }: FieldProps<FieldOf<"model">>) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const { data } = useQuery(trpc.catalog.models.queryOptions(undefined, { staleTime: 60_000 }));
  const chosen = modelOf(value);
  if (data === undefined) return <Skeleton rows={3} height={44} />;
  const models = data
    .filter(({ modality }) => modality === field.modality)
    .sort((a, b) => Number(b.installed) - Number(a.installed) || (a.bytes ?? 0) - (b.bytes ?? 0));
  const listed = models.some(({ hub }) => hub === chosen?.hub);
  return (
    <div className="models" role="radiogroup" aria-labelledby={`${id}-label`}>
      {chosen !== null && !listed ? <p className="help">{chosen.hub}</p> : null}
      {models.map((model) => (
        <label key={model.hub}>
          <input
            type="radio"
            className="sr"
            name={id}
            checked={model.hub === chosen?.hub}
            onChange={() => set({ hub: model.hub, revision: "main" })}
          />
          <span className="model">
            <b>{model.hub.split("/").at(-1)}</b>
            <small>
              {[
                model.installed ? t("installed") : t("toDownload"),
                model.bytes === null ? "" : megabytes(model.bytes, language),
                t("vectorOf", { width: model.width }),
                model.languages.length === 0 ? "" : languages(model.languages, language),
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
            <small data-commercial={String(model.licence.commercial)}>
              {model.licence.id}
              {model.licence.commercial === true ? "" : ` · ${t("licenceLimited")}`}
            </small>
          </span>
        </label>
      ))}
    </div>
  );
}

const modelOf = (value: Json): ModelRef | null =>
  typeof value === "object" && value !== null && "hub" in value ? (value as ModelRef) : null;

const MANY = 3;

function languages(codes: readonly string[], language: "en" | "ru"): string {
  const names = new Intl.DisplayNames(language, { type: "language" });
  const said = codes.slice(0, MANY).map((code) => nameOf(names, code));
  return codes.length > MANY ? `${said.join(", ")} +${codes.length - MANY}` : said.join(", ");
}

/** The list may hold words that are no language codes, such as "multilingual". */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
