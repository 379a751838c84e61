/** Results, training and trial of one run, as tabs; the address keeps which is open. */
import { Activity, ChartColumn, FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink, useSearchParams } from "react-router";

export const RUN_VIEWS = ["results", "training", "test"] as const;
export type RunViewName = (typeof RUN_VIEWS)[number];

const ICONS = { results: ChartColumn, training: Activity, test: FlaskConical } as const;

/** What the address says; else results once there are any. */
export function useRunView(hasResults: boolean): RunViewName {
  const [search] = useSearchParams();
  const named = RUN_VIEWS.find((view) => view === search.get("view"));
  if (!hasResults) return "training";
  return named ?? "results";
}

export function RunViewTabs({ view }: { readonly view: RunViewName }) {
  const { t } = useTranslation("run");
  return (
    <nav className="view-tabs" aria-label={t("views")}>
      {RUN_VIEWS.map((name) => {
        const Icon = ICONS[name];
        return (
          <NavLink key={name} to={`?view=${name}`} replace aria-current={name === view ? "page" : false}>
            <Icon className="i s" aria-hidden="true" />
            {t(name)}
          </NavLink>
        );
      })}
    </nav>
  );
}
