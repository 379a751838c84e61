/** Goes through the themes: as the system, light, dark. */
import { Moon, Sun, SunMoon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { THEMES, useTheme } from "./theme.ts";

const LOOK = {
  system: { icon: SunMoon, words: "themeSystem" },
  light: { icon: Sun, words: "themeLight" },
  dark: { icon: Moon, words: "themeDark" },
} as const;

export function ThemeButton() {
  const { t } = useTranslation();
  const { theme, choose } = useTheme();
  const { icon: Icon, words } = LOOK[theme];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  return (
    <button type="button" className="ib" title={t(words)} aria-label={t(words)} onClick={() => choose(next)}>
      <Icon className="i" aria-hidden="true" />
    </button>
  );
}
