/** Times in the words of each language. */
import type { Language } from "@fuseline/schema";

const UNITS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

/** Both in milliseconds since 1970: “5 minutes ago”, “yesterday”, «сейчас». */
export function timeAgo(at: number, now: number, language: Language): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const largest = UNITS.find((each) => seconds >= each.seconds);
  if (largest === undefined) return format.format(0, "second");
  return format.format(-Math.floor(seconds / largest.seconds), largest.unit);
}

/** “3.2 s”, “41 s”, “2:05”, “1:02:09”. */
export function duration(seconds: number, language: Language): string {
  if (seconds < 60) {
    const digits = seconds < 9.95 ? 1 : 0;
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(seconds);
    return language === "ru" ? `${number} с` : `${number} s`;
  }
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
