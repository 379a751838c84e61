/** Light, dark, or as the system says; remembered in this browser. */
import { create } from "zustand";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
const STORED = "fuseline.theme";

const isTheme = (value: string | null): value is Theme => THEMES.some((theme) => theme === value);

interface ThemeState {
  readonly theme: Theme;
  choose(theme: Theme): void;
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED);
  return isTheme(stored) ? stored : "system";
}

/** tokens.css holds both themes in `light-dark()`; an attribute on the root picks one. */
export function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") root.removeAttribute("data-theme");
  else root.dataset.theme = theme;
}

export const useTheme = create<ThemeState>((set) => ({
  theme: storedTheme(),
  choose(theme) {
    localStorage.setItem(STORED, theme);
    showTheme(theme);
    set({ theme });
  },
}));
