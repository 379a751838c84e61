/** Links to the five places of the product. */
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

const PLACES = [
  { to: "/", words: "start" },
  { to: "/pipelines", words: "pipelines" },
  { to: "/runs", words: "runs" },
  { to: "/endpoints", words: "endpoints" },
] as const;

export function MainNavigation() {
  const { t } = useTranslation();
  return (
    <nav className="nav" aria-label={t("mainNavigation")}>
      {PLACES.map(({ to, words }) => (
        <NavLink key={to} to={to} end={to === "/"}>
          {t(words)}
        </NavLink>
      ))}
    </nav>
  );
}
