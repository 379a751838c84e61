/** What can be done with the selected block, above its card. */
import { NodeToolbar, Position } from "@xyflow/react";
import { Copy, Play, Spline, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRunUpTo } from "../run/use-run-up-to.ts";
import { useEditor, useFlow, useGestures, useSelectedNode } from "../store/editor-context.ts";

export function SelectionToolbar() {
  const { t } = useTranslation("canvas");
  const node = useSelectedNode();
  const dragging = useFlow(({ nodes }) => nodes.some((each) => each.dragging === true));
  const gestures = useGestures();
  const show = useEditor((state) => state.showDialog);
  if (node === null || dragging) return null;
  const actions = [
    { words: t("connectTitle"), icon: Spline, keys: "C", act: () => show("connect") },
    { words: t("duplicate"), icon: Copy, keys: "Ctrl D", act: () => gestures.duplicate() },
    { words: t("remove"), icon: Trash2, keys: "Del", act: () => gestures.removeSelected() },
  ];
  return (
    <NodeToolbar nodeId={node} isVisible position={Position.Top} align="end" offset={8}>
      <div className="node-tools" role="toolbar" aria-label={t("blockTools")}>
        <RunHere node={node} />
        {actions.map(({ words, icon: Icon, keys, act }) => (
          <button
            key={words}
            type="button"
            className="ib sm"
            aria-label={words}
            title={`${words} (${keys})`}
            onClick={act}
          >
            <Icon className="i s" aria-hidden="true" />
          </button>
        ))}
      </div>
    </NodeToolbar>
  );
}

function RunHere({ node }: { readonly node: string }) {
  const { t } = useTranslation("canvas");
  const { cost, disabled, start } = useRunUpTo(node);
  return (
    <button
      type="button"
      className="ib sm run-here"
      aria-label={t("runHere")}
      title={`${t("runHere")} (Ctrl Shift ↵)${cost === null ? "" : `: ${cost}`}`}
      disabled={disabled}
      onClick={start}
    >
      <Play className="i s" aria-hidden="true" />
    </button>
  );
}
