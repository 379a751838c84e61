/** Which version answers behind a name, if one does. */
import { useTranslation } from "react-i18next";

export function LiveBadge({ version }: { readonly version: number | null }) {
  const { t } = useTranslation("endpoint");
  if (version === null) return <span className="badge">{t("off")}</span>;
  return (
    <span className="badge live">
      <span className="dot" />
      {t("live", { version })}
    </span>
  );
}
