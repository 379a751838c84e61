/** Where a person says what they have and want. */
import { useTranslation } from "react-i18next";
import { Page } from "../app/page.tsx";

export function StartPage() {
  const { t } = useTranslation();
  return <Page title={t("start")}>{null}</Page>;
}
