/** How many labels were changed, what learning again costs, and the button for it. */
import { useTranslation } from "react-i18next";
import { failureOf } from "../server/failure.ts";
import { Button } from "../ui/button.tsx";
import "./relabel-bar.css";
import type { Relabel } from "./use-relabel.ts";

export function RelabelBar({ relabel }: { readonly relabel: Relabel }) {
  const { t } = useTranslation("relabel");
  const { changed, isBusy, error, undo, learnAgain } = relabel;
  if (changed.size === 0) return null;
  const { message } = failureOf(error);
  return (
    <div className="relabel-bar" role="status">
      <span className="badge">{t("changed", { count: changed.size })}</span>
      <p className="muted">{t("cost")}</p>
      <Button onClick={undo} disabled={isBusy}>
        {t("undo")}
      </Button>
      <Button look="primary" onClick={learnAgain} disabled={isBusy}>
        {t(isBusy ? "starting" : "learnAgain")}
      </Button>
      {error === null ? null : (
        <p className="refused" role="alert">
          {message === "" ? t("noPlace") : message}
        </p>
      )}
    </div>
  );
}
