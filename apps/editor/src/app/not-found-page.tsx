/** An address that names nothing. */
import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "./page.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("notFoundTitle")}>
      <Notice level={1} icon={SearchX} title={t("notFoundTitle")} text={t("notFoundText")}>
        <Link className={buttonClass({ look: "primary" })} to="/">
          {t("toStart")}
        </Link>
      </Notice>
    </Page>
  );
}
