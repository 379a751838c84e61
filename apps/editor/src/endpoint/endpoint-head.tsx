/** The name, whether it works, what it does, and the address to call. */
import { FileText, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EndpointVersion } from "../server/shapes.ts";
import { shownInputs } from "../trial/trial-values.ts";
import { buttonClass } from "../ui/button.tsx";
import { CallAddress } from "./call-address.tsx";
import { LiveBadge } from "./live-badge.tsx";

export interface EndpointHeadProps {
  readonly name: string;
  readonly live: EndpointVersion | undefined;
  readonly url: string;
}

export function EndpointHead({ name, live, url }: EndpointHeadProps) {
  const { t } = useTranslation("endpoint");
  const isLoopback = /^https?:\/\/(127\.|localhost|\[::1\])/.test(url);
  return (
    <section className="card endpoint-head" aria-labelledby="endpoint-name">
      <div className="row">
        <h1 id="endpoint-name">{name}</h1>
        <LiveBadge version={live?.version ?? null} />
        <span className="grow" />
        <Link className={buttonClass({})} to={`/endpoints/${name}/api`}>
          <FileText className="i" aria-hidden="true" />
          {t("apiPage")}
        </Link>
      </div>
      {live === undefined ? null : <Does serve={live.serve} />}
      <CallAddress url={url} />
      {isLoopback ? (
        <p className="muted">
          <Lock className="i xs" aria-hidden="true" /> {t("loopback")}
        </p>
      ) : null}
    </section>
  );
}

function Does({ serve: { inputs, output } }: Pick<EndpointVersion, "serve">) {
  const { t } = useTranslation("endpoint");
  const taken = shownInputs(inputs)
    .map(({ name }) => name)
    .join(", ");
  switch (output.task) {
    case "classes":
      return (
        <p className="muted">
          {t("classifies", { count: output.labels.length, column: output.column, inputs: taken })}
        </p>
      );
    case "value":
      return <p className="muted">{t("predicts", { names: output.names.join(", "), inputs: taken })}</p>;
    case "search":
      return <p className="muted">{t("searches", { inputs: taken })}</p>;
  }
}
