/** A page threw: said plainly as our own defect, with the way back. */
import { Bug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "./page.tsx";

export function BrokenPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("pageBroke")}>
      <div role="alert">
        <Notice level={1} icon={Bug} title={t("pageBroke")} text={t("pageBrokeText")}>
          <Button look="primary" onClick={() => window.location.reload()}>
            {t("reload")}
          </Button>
        </Notice>
      </div>
    </Page>
  );
}
