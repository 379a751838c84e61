/** The pipeline's name, edited in place. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../store/editor-context.ts";

export function PipelineName() {
  const { t } = useTranslation("canvas");
  const name = useEditor(({ sync }) => sync.document.name);
  const edit = useEditor((state) => state.edit);
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const keep = (): void => {
    const next = text.trim();
    if (next === "" || next === name) setText(name);
    else edit({ op: "set-name", name: next });
  };
  return (
    <input
      className="pipeline-name"
      value={text}
      aria-label={t("pipelineName")}
      maxLength={200}
      size={Math.min(40, Math.max(8, text.length))}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setText(name);
      }}
    />
  );
}
