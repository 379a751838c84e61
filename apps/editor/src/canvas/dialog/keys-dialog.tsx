/** What the keys do. */
import { useTranslation } from "react-i18next";
import { EditorDialog } from "./editor-dialog.tsx";

const KEYS = [
  ["Ctrl ↵", "keyRun"],
  ["Ctrl Shift ↵", "runHere"],
  ["Ctrl .", "keyStop"],
  ["P", "keyPause"],
  ["Ctrl Z", "undo"],
  ["Ctrl Shift Z", "redo"],
  ["Ctrl C / V / X", "keyClipboard"],
  ["Ctrl D", "duplicate"],
  ["Ctrl A", "keyAll"],
  ["Del", "keyDelete"],
  ["/", "findBlock"],
  ["Ctrl K", "goTo"],
  ["C", "connectTitle"],
  ["L", "listView"],
  ["Tab / Shift Tab", "keyTab"],
  ["← ↑ → ↓", "keyMove"],
  ["↵", "keyFirstField"],
  ["Esc", "keyBack"],
  ["F / 0", "keyFit"],
  ["T / S / R", "keyTabs"],
  ["[ / ] / J", "keyFold"],
] as const;

export function KeysDialog() {
  const { t } = useTranslation("canvas");
  return (
    <EditorDialog title={t("keys")} text={t("keysText")}>
      <dl className="keys">
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(words)}</dd>
          </div>
        ))}
      </dl>
    </EditorDialog>
  );
}
