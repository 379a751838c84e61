/** The newest value of a loss in the training it belongs to. */
import { formatNumber, isTrainer } from "@fuseline/schema";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { useEditor } from "../store/editor-context.ts";
import type { EditorState } from "../store/editor-state.ts";
import { seriesOf } from "./node-series.ts";

export function LossPreview({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const values = useEditor((state) => seriesOf(state.run, trainerAfter(state, node)).loss?.values);
  const last = values?.at(-1);
  const [first] = values ?? [];
  if (last === undefined || first === undefined) return null;
  const shown = (value: number): string => formatNumber(Number(value.toPrecision(3)), language);
  return (
    <p className="preview big">
      {shown(last)} <small>{t("wasAtFirst", { value: shown(first) })}</small>
    </p>
  );
}

function trainerAfter({ resolved }: EditorState, node: string): string | null {
  const { wires } = resolved.document;
  const next = Object.values(wires).find(({ from, to }) => {
    const definition = resolved.nodes[to.node]?.definition;
    return from.node === node && definition !== undefined && isTrainer(definition);
  });
  return next?.to.node ?? null;
}
