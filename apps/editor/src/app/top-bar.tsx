/** The bar on top of every page: where to go, what computes, language and theme. A page may put its own parts in. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ThemeButton } from "../theme/theme-button.tsx";
import { Logo } from "../ui/logo.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { RunnerBadge } from "./runner-badge.tsx";

export interface TopBarProps {
  /** In place of the main navigation: where this page stands. */
  readonly place?: ReactNode;
  /** Before language and theme: what this page can do. */
  readonly actions?: ReactNode;
}

export function TopBar({ place, actions }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className="bar">
      <a className="skip" href="#content">
        {t("skipToContent")}
      </a>
      <Link className="brand" to="/">
        <Logo />
        <b>Fuseline</b>
      </Link>
      {place === undefined ? <MainNavigation /> : <div className="bar-place">{place}</div>}
      <span className="grow" />
      {actions ?? <RunnerBadge />}
      <span className="vr" />
      <LanguageSwitch />
      <ThemeButton />
    </header>
  );
}
