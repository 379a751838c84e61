/** Goes to any block by its name. */
import { useReactFlow } from "@xyflow/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KindIcon } from "../flow/kind-icon.tsx";
import { tintStyle } from "../flow/tint-style.ts";
import { focusCard } from "../keyboard/focus-card.ts";
import { useEditor, useFlow } from "../store/editor-context.ts";
import { EditorDialog } from "./editor-dialog.tsx";

const MOST = 12;

export function GoToDialog() {
  const { t } = useTranslation("canvas");
  const [query, setQuery] = useState("");
  const views = useEditor((state) => state.views);
  const order = useEditor(({ resolved }) => resolved.order);
  const select = useFlow((state) => state.select);
  const show = useEditor((state) => state.showDialog);
  const flow = useReactFlow();
  const wanted = query.trim().toLowerCase();
  const found = order
    .flatMap((id) => views[id] ?? [])
    .filter(({ title, subtitle }) => `${title} ${subtitle}`.toLowerCase().includes(wanted))
    .slice(0, MOST);
  const go = (id: string): void => {
    show(null);
    select([id]);
    void flow.fitView({ nodes: [{ id }], duration: 180, maxZoom: 1, padding: 1 });
    focusCard(id);
  };
  return (
    <EditorDialog title={t("goTo")} text={t("goToText")}>
      <input
        className="input dialog-search"
        value={query}
        aria-label={t("goTo")}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === "Enter" && first !== undefined) go(first.id);
        }}
      />
      <ul className="choices">
        {found.map(({ id, title, subtitle, icon, tint }) => (
          <li key={id}>
            <button type="button" className="choice" onClick={() => go(id)}>
              <span className="chip" style={tintStyle(tint)}>
                <KindIcon name={icon} />
              </span>
              <b>{title}</b>
              <em>{subtitle}</em>
            </button>
          </li>
        ))}
      </ul>
    </EditorDialog>
  );
}
