/** A call failed: what happened, what to do, and a button that asks again. */
import { CircleAlert, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../server/failure.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

export function FailureNotice({ error, retry }: { readonly error: unknown; retry?(): void }) {
  const { t } = useTranslation("ui");
  const { status, message } = failureOf(error);
  const lost = status === null;
  return (
    <div role="alert">
      <Notice
        icon={lost ? Unplug : CircleAlert}
        title={lost ? t("unreachableTitle") : t("refusedTitle")}
        text={lost ? t("unreachableText") : message}
      >
        {retry === undefined ? null : <Button onClick={retry}>{t("tryAgain")}</Button>}
      </Notice>
    </div>
  );
}
