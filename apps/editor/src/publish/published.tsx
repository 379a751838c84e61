/** What was published: the key, shown this once, and how the check went. */
import { BadgeCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { buttonClass } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";

export interface PublishedProps {
  readonly published: {
    readonly endpoint: string;
    readonly version: number;
    readonly key: string;
    readonly parity: { readonly rows: number };
  };
}

export function Published({ published: { endpoint, version, key, parity } }: PublishedProps) {
  const { t } = useTranslation("publish");
  return (
    <div className="publish-form" role="status">
      <p className="published">
        <BadgeCheck className="i" aria-hidden="true" />
        <b>{t("done", { name: endpoint, version })}</b>
      </p>
      <p className="muted">{t("sameAnswer", { count: parity.rows })}</p>
      <KeyOnce apiKey={key} />
      <p className="muted">{t("keyHelp")}</p>
      <Link className={buttonClass({ look: "primary" })} to={`/endpoints/${endpoint}`}>
        {t("toEndpoint")}
      </Link>
    </div>
  );
}

export function KeyOnce({ apiKey }: { readonly apiKey: string }) {
  const { t } = useTranslation("publish");
  return (
    <div className="key-once">
      <span>{t("key")}</span>
      <code>{apiKey}</code>
      <CopyButton text={apiKey} />
    </div>
  );
}
