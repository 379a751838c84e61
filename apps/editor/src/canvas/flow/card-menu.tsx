/** What can be done with a card, where the pointer is: right click, long touch, or the menu key. */
import "./card-menu.css";
import { Copy, Play, Settings2, Spline, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { focusCard } from "../keyboard/focus-card.ts";
import { useRunUpTo } from "../run/use-run-up-to.ts";
import { useEditor, useEditorStore, useGestures } from "../store/editor-context.ts";

const RUN_HERE_KEYS = "Ctrl Shift ↵";

interface Asked {
  readonly node: string;
  /** Pixels of the window. */
  readonly x: number;
  readonly y: number;
}

export function CardMenu() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const store = useEditorStore();
  useEffect(() => {
    const open = (event: MouseEvent): void => {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-node]") : null;
      const node = card?.dataset.node;
      if (node === undefined) return;
      event.preventDefault();
      store.flow.getState().select([node]);
      setAsked({ node, x: event.clientX, y: event.clientY });
    };
    document.addEventListener("contextmenu", open);
    return () => document.removeEventListener("contextmenu", open);
  }, [store]);
  if (asked === null) return null;
  return <OpenMenu key={`${asked.node} ${asked.x} ${asked.y}`} asked={asked} close={() => setAsked(null)} />;
}

function OpenMenu({ asked: { node, x, y }, close }: { readonly asked: Asked; close(): void }) {
  const { t } = useTranslation("canvas");
  const gestures = useGestures();
  const title = useEditor(({ views }) => views[node]?.title ?? node);
  const show = useEditor((state) => state.showDialog);
  const showTab = useEditor((state) => state.showTab);
  const { cost, disabled, start } = useRunUpTo(node);
  const actions = [
    { words: t("settings"), icon: Settings2, keys: "S", act: () => showTab("settings") },
    { words: t("connectTitle"), icon: Spline, keys: "C", act: () => show("connect") },
    { words: t("duplicate"), icon: Copy, keys: "Ctrl D", act: () => gestures.duplicate() },
    { words: t("remove"), icon: Trash2, keys: "Del", act: () => gestures.removeSelected() },
  ];
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => (open ? undefined : close())}>
      <DropdownMenu.Trigger asChild>
        <span className="menu-anchor" style={{ left: x, top: y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="card-menu"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label={t("blockMenu", { node: title })}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusCard(node);
          }}
        >
          <DropdownMenu.Item className="card-action" disabled={disabled} onSelect={start}>
            <Play className="i s" aria-hidden="true" />
            <span>
              {t("runHere")}
              {cost === null ? null : <small>{cost}</small>}
            </span>
            <kbd>{RUN_HERE_KEYS}</kbd>
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="menu-line" />
          {actions.map(({ words, icon: Icon, keys, act }) => (
            <DropdownMenu.Item key={keys} className="card-action" onSelect={act}>
              <Icon className="i s" aria-hidden="true" />
              <span>{words}</span>
              <kbd>{keys}</kbd>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
