/** How long ago something was, in words; the exact time on hover and for screen readers. */
import { useLanguage } from "../i18n/i18n.ts";
import { timeAgo } from "./time-words.ts";

export function TimeAgo({ at }: { readonly at: number }) {
  const language = useLanguage();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString(language)}>
      {timeAgo(at, Date.now(), language)}
    </time>
  );
}
