/** Calls the live version as a program would, and shows the reply as it came. */
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, EndpointVersion } from "../server/shapes.ts";
import { TrialPanel } from "../trial/trial-panel.tsx";
import type { TrialValues } from "../trial/trial-values.ts";
import type { Asked } from "../trial/use-answer.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { callEndpoint } from "./call-endpoint.ts";

export interface PlaygroundProps {
  readonly name: string;
  readonly version: EndpointVersion;
}

export function Playground({ name, version }: PlaygroundProps) {
  const { t } = useTranslation("endpoint");
  const [values, setValues] = useState<TrialValues>({});
  const [reply, setReply] = useState<Answer | null>(null);
  const asked = useMemo<Asked>(
    () => ({
      model: `${name} ${version.version}`,
      ask: async ({ inputs }, signal) => {
        const answer = await callEndpoint(name, inputs, signal);
        setReply(answer);
        return answer;
      },
    }),
    [name, version.version],
  );
  return (
    <section className="playground" aria-labelledby="playground-title">
      <header className="row">
        <h2 id="playground-title">{t("playground")}</h2>
        <p className="muted">{t("playgroundText")}</p>
      </header>
      <TrialPanel face={version.serve} asked={asked} values={values} setValues={setValues} truth={null} />
      {reply === null ? null : (
        <ScrollRegion label={t("reply")} className="code-box reply">
          <pre>
            <code>{JSON.stringify(reply, null, 2)}</code>
          </pre>
        </ScrollRegion>
      )}
    </section>
  );
}
