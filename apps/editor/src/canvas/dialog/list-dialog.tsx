/** The same graph as a nested list, with every action: for screen readers, and for reading it aloud. */
import { Copy, Play, Settings2, Spline, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { NodeView } from "../graph/node-view.ts";
import { useRunUpTo } from "../run/use-run-up-to.ts";
import { useEditor, useFlow, useGestures } from "../store/editor-context.ts";
import { EditorDialog } from "./editor-dialog.tsx";
import { NodeStateWords } from "./node-state-words.tsx";

export function ListDialog() {
  const { t } = useTranslation("canvas");
  const views = useEditor((state) => state.views);
  const order = useEditor(({ resolved }) => resolved.order);
  return (
    <EditorDialog title={t("listView")} text={t("listViewText")}>
      <ol className="node-list">
        {order.map((id) => {
          const view = views[id];
          return view === undefined ? null : <ListedNode key={id} view={view} />;
        })}
      </ol>
    </EditorDialog>
  );
}

function ListedNode({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation("canvas");
  const gestures = useGestures();
  const select = useFlow((state) => state.select);
  const show = useEditor((state) => state.showDialog);
  const showTab = useEditor((state) => state.showTab);
  const { id, title, subtitle } = view;
  const upTo = useRunUpTo(id);
  const actions = [
    {
      words: t("openSettings", { node: title }),
      icon: Settings2,
      act: () => {
        select([id]);
        showTab("settings");
        show(null);
      },
    },
    {
      words: t("connectOf", { node: title }),
      icon: Spline,
      act: () => {
        select([id]);
        show("connect");
      },
    },
    {
      words: t("duplicateOf", { node: title }),
      icon: Copy,
      act: () => {
        select([id]);
        gestures.duplicate();
      },
    },
    { words: t("runHereOf", { node: title }), icon: Play, act: upTo.start, disabled: upTo.disabled },
    { words: t("removeOf", { node: title }), icon: Trash2, act: () => gestures.remove(id) },
  ];
  return (
    <li>
      <div className="row">
        <span>
          <b>{title}</b> <em>{subtitle}</em> <NodeStateWords node={id} />
        </span>
        <span className="grow" />
        {actions.map(({ words, icon: Icon, act, disabled = false }) => (
          <button
            key={words}
            type="button"
            className="ib sm"
            aria-label={words}
            title={words}
            disabled={disabled}
            onClick={act}
          >
            <Icon className="i s" aria-hidden="true" />
          </button>
        ))}
      </div>
      <WireList node={id} />
    </li>
  );
}

/** Wires that come in; each can be removed. */
function WireList({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const gestures = useGestures();
  const wires = useEditor(({ sync }) => sync.document.wires);
  const views = useEditor((state) => state.views);
  const coming = Object.entries(wires).filter(([, { to }]) => to.node === node);
  if (coming.length === 0) return null;
  return (
    <ul>
      {coming.map(([id, { from, to }]) => {
        const input = views[node]?.inputs.find((port) => port.id === to.port)?.label ?? to.port;
        const words = t("wireInto", { port: input, node: views[from.node]?.title ?? from.node });
        return (
          <li key={id} className="row">
            <span>{words}</span>
            <span className="grow" />
            <button
              type="button"
              className="ib sm"
              aria-label={t("removeOf", { node: words })}
              title={t("remove")}
              onClick={() => gestures.removeWire(id)}
            >
              <Trash2 className="i s" aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
