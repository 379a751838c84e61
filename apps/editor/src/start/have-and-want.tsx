/** “I have … and want to …”: the sentence that leads to a template. */
import { type TemplateId, templateFor } from "@fuseline/nodes/templates";
import type { Modality } from "@fuseline/schema";
import { ArrowRight, CaseSensitive, ChartLine, Image, Search, Table2, Tags } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "../ui/button.tsx";

const HAVE = [
  { words: "photos", icon: Image, colour: "image", modalities: ["image"] },
  { words: "texts", icon: CaseSensitive, colour: "text", modalities: ["text"] },
  { words: "table", icon: Table2, colour: "table", modalities: ["number", "category"] },
] as const;
const WANT = [
  { words: "sort", icon: Tags, wish: "choose-class" },
  { words: "find", icon: Search, wish: "find" },
  { words: "predict", icon: ChartLine, wish: "predict-number" },
] as const;

type Have = (typeof HAVE)[number]["words"];
type Want = (typeof WANT)[number];

export function HaveAndWant() {
  const { t } = useTranslation("start");
  const [have, setHave] = useState<ReadonlySet<Have>>(new Set(["photos", "texts"]));
  const [want, setWant] = useState<Want>(WANT[0]);
  const template = templateOf(have, want);
  const toggle = (words: Have) =>
    setHave(
      (before) =>
        new Set(before.has(words) ? [...before].filter((one) => one !== words) : [...before, words]),
    );
  return (
    <div className="say">
      <h1>{t("question")}</h1>
      <div className="sentence">
        <span id="i-have">{t("have")}</span>
        <fieldset className="choices" aria-labelledby="i-have">
          {HAVE.map(({ words, icon: Icon, colour }) => (
            <button
              key={words}
              type="button"
              className="choice"
              data-modality={colour}
              aria-pressed={have.has(words)}
              onClick={() => toggle(words)}
            >
              <Icon className="i" aria-hidden="true" />
              {t(words)}
            </button>
          ))}
        </fieldset>
        <span id="i-want">{t("want")}</span>
        <fieldset className="choices" aria-labelledby="i-want">
          {WANT.map((each) => (
            <button
              key={each.words}
              type="button"
              className="choice wish"
              aria-pressed={each === want}
              onClick={() => setWant(each)}
            >
              <each.icon className="i" aria-hidden="true" />
              {t(each.words)}
            </button>
          ))}
        </fieldset>
      </div>
      <BuildThis template={template} />
    </div>
  );
}

function BuildThis({ template }: { readonly template: TemplateId | undefined }) {
  const { t } = useTranslation("start");
  const navigate = useNavigate();
  return (
    <div className="build">
      <Button
        look="primary"
        size="big"
        disabled={template === undefined}
        onClick={() => void navigate(`/new/pipeline?template=${template}`)}
      >
        {t("build")}
        <ArrowRight className="i" aria-hidden="true" />
      </Button>
      {template === undefined ? (
        <p className="muted" role="status">
          {t("noTemplate")}
        </p>
      ) : null}
    </div>
  );
}

function templateOf(have: ReadonlySet<Have>, { wish }: Want): TemplateId | undefined {
  const modalities: readonly Modality[] = HAVE.filter(({ words }) => have.has(words)).flatMap(
    ({ modalities }) => modalities,
  );
  return templateFor(modalities, wish);
}
