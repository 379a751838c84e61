/** How a training goes: loss while learning in ink, loss on the rows kept for tuning in the accent. */
import { formatNumber } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { useEditor } from "../store/editor-context.ts";
import { seriesOf } from "./node-series.ts";
import { axesOf, sparkPath } from "./spark-line.ts";

const WIDTH = 128;
const HEIGHT = 48;

export function CurvePreview({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const curves = useEditor(({ run }) => seriesOf(run, node));
  const { loss, "validation.loss": tuning } = curves;
  const drawn = [loss, tuning].filter((curve) => curve !== undefined);
  if (drawn.length === 0) return null;
  const box = { width: WIDTH, height: HEIGHT, ...axesOf(drawn) };
  const last = (tuning ?? loss)?.values.at(-1);
  return (
    <div className="preview">
      <svg className="spark" viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} aria-hidden="true">
        <path className="axis" d={`M0 ${HEIGHT}H${WIDTH}`} />
        {loss === undefined ? null : <path className="learning" d={sparkPath(loss, box)} />}
        {tuning === undefined ? null : <path className="tuning" d={sparkPath(tuning, box)} />}
      </svg>
      {last === undefined ? null : (
        <p className="preview-count">
          {t(tuning === undefined ? "lossNow" : "tuningLossNow", {
            value: formatNumber(Number(last.toPrecision(3)), language),
          })}
        </p>
      )}
    </div>
  );
}
