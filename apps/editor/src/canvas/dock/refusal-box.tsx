/** Run was pressed and refused: why, where, what to do. */
import { messageOf } from "@fuseline/schema";
import { CircleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";
import type { Refusal } from "../store/run-slice.ts";

export function RefusalBox({ refused: { message, issues } }: { readonly refused: Refusal }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const dismiss = useEditor((state) => state.refuseRun);
  const select = useFlow((state) => state.select);
  return (
    <div className="dock-box refusal-box" role="alert">
      <CircleAlert className="i" aria-hidden="true" />
      <div>
        <b>{t("runRefused")}</b>
        {issues.length === 0 ? <p>{message === "" ? t("serverSilent") : message}</p> : null}
        <ul>
          {issues.map((issue) => {
            const { title, fix } = messageOf(issue, language);
            const { node } = issue.at;
            return (
              <li key={`${issue.code} ${node} ${title}`}>
                {title} {fix}{" "}
                {node === undefined ? null : (
                  <button type="button" className="text-button" onClick={() => select([node])}>
                    {t("showBlock")}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      <button type="button" className="ib sm" aria-label={t("dismiss")} onClick={() => dismiss(null)}>
        <X className="i s" aria-hidden="true" />
      </button>
    </div>
  );
}
