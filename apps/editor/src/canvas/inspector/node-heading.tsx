/** The selected block: its icon, its name (edited in place), what it does. */
import type { NodeDefinition } from "@fuseline/schema";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../i18n/i18n.ts";
import { KindIcon } from "../flow/kind-icon.tsx";
import { tintStyle } from "../flow/tint-style.ts";
import { useEditor, useGestures } from "../store/editor-context.ts";

export function NodeHeading({
  node,
  definition,
}: {
  readonly node: string;
  readonly definition: NodeDefinition;
}) {
  const { t } = useTranslation("canvas");
  const language = useLanguage();
  const gestures = useGestures();
  const title = useEditor(({ views }) => views[node]?.title ?? "");
  const tint = useEditor(({ views }) => views[node]?.tint ?? "fused");
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  return (
    <div className="node-heading">
      <span className="chip lg" style={tintStyle(tint)}>
        <KindIcon name={definition.icon} />
      </span>
      <div>
        <input
          value={text}
          aria-label={t("blockName")}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => gestures.rename(node, text)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") setText(title);
          }}
        />
        <p>{definition.summary[language]}</p>
      </div>
    </div>
  );
}
