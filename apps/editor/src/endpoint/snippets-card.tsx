/** The call in three languages, ready to be pasted. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EndpointVersion } from "../server/shapes.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { SNIPPET_LANGUAGES, type SnippetLanguage, snippet } from "./snippets.ts";

export interface SnippetsCardProps extends Pick<EndpointVersion, "serve"> {
  readonly url: string;
}

export function SnippetsCard({ serve: { inputs, output }, url }: SnippetsCardProps) {
  const { t } = useTranslation("endpoint");
  const [language, setLanguage] = useState<SnippetLanguage>("curl");
  const text = snippet(language, { url, inputs, isSearch: output.task === "search" });
  return (
    <section className="card snippets-card" aria-labelledby="snippets-title">
      <header>
        <h2 id="snippets-title">{t("callIt")}</h2>
        <fieldset className="seg" aria-label={t("language")}>
          {SNIPPET_LANGUAGES.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === language}
              onClick={() => setLanguage(each)}
            >
              {each}
            </button>
          ))}
        </fieldset>
        <span className="grow" />
        <CopyButton text={text} />
      </header>
      <div className="in">
        <ScrollRegion label={t("callIt")} className="code-box">
          <pre>
            <code>{text}</code>
          </pre>
        </ScrollRegion>
        <p className="muted">{t("keyNote")}</p>
      </div>
    </section>
  );
}
