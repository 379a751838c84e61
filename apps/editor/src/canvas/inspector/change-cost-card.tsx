/** Under the settings: what a change here would cost, before it is made. */
import { Zap } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { Button } from "../../ui/button.tsx";
import { duration } from "../../ui/time-words.ts";
import { BranchButton } from "../run/branch-button.tsx";
import { useRunUpTo } from "../run/use-run-up-to.ts";
import { useEditor } from "../store/editor-context.ts";
import { changeCost } from "./change-cost.ts";

export function ChangeCostCard({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const resolved = useEditor((state) => state.resolved);
  const steps = useEditor((state) => state.forecast);
  const cost = useMemo(
    () => (steps === null ? null : changeCost(node, resolved, steps)),
    [node, resolved, steps],
  );
  if (cost === null || cost.again.length === 0) return null;
  const { ready, again, seconds } = cost;
  return (
    <section className="change-cost" aria-label={t("ifYouChange")}>
      <h3>
        <Zap className="i s" aria-hidden="true" />
        {t("ifYouChange")}
      </h3>
      {ready.length === 0 ? null : (
        <p>
          <Names ids={ready} />
          <span>{t("staysReady")}</span>
        </p>
      )}
      <p>
        <Names ids={again} />
        <b>{seconds === null ? t("runsAgain") : t("about", { time: duration(seconds, language) })}</b>
      </p>
      <Acts node={node} />
    </section>
  );
}

function Acts({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const { cost, disabled, start } = useRunUpTo(node);
  return (
    <div className="acts">
      <BranchButton node={node} />
      <Button
        size="small"
        disabled={disabled}
        title={`${t("runHere")} (Ctrl Shift ↵)${cost === null ? "" : `: ${cost}`}`}
        onClick={start}
      >
        {t("runHere")}
      </Button>
    </div>
  );
}

const MOST = 3;

function Names({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation("canvas");
  const words = useEditor(({ views }) =>
    ids
      .slice(0, MOST)
      .map((id) => views[id]?.title ?? id)
      .join(", "),
  );
  const others = ids.length - MOST;
  return (
    <span className="grow">
      {words} {others > 0 ? t("andMore", { count: others }) : ""}
    </span>
  );
}
