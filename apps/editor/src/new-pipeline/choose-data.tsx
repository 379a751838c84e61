/** No data yet: drop some, or take a sample that fits the template. */
import type { TemplateId } from "@fuseline/nodes/templates";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { type SampleName, samplesOf } from "../start/samples-of.ts";
import { buttonClass } from "../ui/button.tsx";
import { DropArea } from "../uploads/drop-area.tsx";
import type { Uploaded } from "../uploads/send-files.ts";
import "./choose-data.css";
import { SamplePicture } from "./sample-picture.tsx";

const SAMPLES = {
  emoji: { title: "sampleEmoji", text: "sampleEmojiText" },
  "two-parts": { title: "sampleTwoParts", text: "sampleTwoPartsText" },
} as const satisfies { readonly [S in SampleName]: object };

export function ChooseData({ template }: { readonly template: TemplateId }) {
  const { t } = useTranslation("newPipeline");
  const navigate = useNavigate();
  const onDone = useCallback(
    ({ uploadId }: Uploaded) => void navigate(`/new/pipeline?template=${template}&upload=${uploadId}`),
    [navigate, template],
  );
  const samples = samplesOf(template);
  return (
    <div className="choose-data">
      <DropArea onDone={onDone} />
      {samples.length === 0 ? null : <p className="muted">{t("orSample")}</p>}
      <ul>
        {samples.map((sample) => {
          const { title, text } = SAMPLES[sample];
          return (
            <li key={sample} className="card">
              <SamplePicture sample={sample} />
              <h2>{t(title)}</h2>
              <p>{t(text)}</p>
              <Link className={buttonClass({})} to={`/new/pipeline?template=${template}&sample=${sample}`}>
                {t("useSample")}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
