/** The templates as cards. */
import { allTemplates } from "@fuseline/nodes/templates";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLanguage } from "../i18n/i18n.ts";
import { ModalityChip } from "../ui/modality-chip.tsx";
import { samplesOf } from "./samples-of.ts";
import { templatePicture } from "./template-picture.ts";

export function Gallery() {
  const { t } = useTranslation("start");
  const language = useLanguage();
  return (
    <section className="gallery" aria-labelledby="examples-title">
      <header>
        <h2 id="examples-title">{t("examples")}</h2>
        <p>{t("examplesText")}</p>
      </header>
      <ul>
        {allTemplates().map(({ id, title, summary, modalities }) => (
          <li key={id}>
            <Link className="template" to={`/new/pipeline?template=${id}`}>
              <img src={templatePicture(id)} alt="" width={260} height={132} />
              <h3>{title[language]}</h3>
              <p>{summary[language]}</p>
              <span className="template-foot">
                {modalities.map((modality) => (
                  <ModalityChip key={modality} modality={modality} size="small" />
                ))}
                {samplesOf(id).length === 0 ? null : <small>{t("withSample")}</small>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
