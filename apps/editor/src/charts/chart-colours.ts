/** Colours of the theme as a canvas takes them: `light-dark()` is worked out by the browser first. */

export interface ChartColours {
  readonly ink: string;
  readonly accent: string;
  readonly ghost: string;
  readonly grid: string;
  readonly text: string;
  readonly surface: string;
}

const TOKENS = {
  ink: "--ink",
  accent: "--accent",
  ghost: "--ink-3",
  grid: "--line",
  text: "--ink-3",
  surface: "--surface",
} as const;

export function chartColours(inside: HTMLElement): ChartColours {
  const probe = document.createElement("span");
  inside.append(probe);
  const resolved = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: resolved(TOKENS.ink),
    accent: resolved(TOKENS.accent),
    ghost: resolved(TOKENS.ghost),
    grid: resolved(TOKENS.grid),
    text: resolved(TOKENS.text),
    surface: resolved(TOKENS.surface),
  };
  probe.remove();
  return colours;
}
