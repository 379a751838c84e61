/** A window over the editor that the keyboard opened: focus stays in it, Escape closes it. */
import "../../ui/modal.css";
import "./dialog.css";
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../store/editor-context.ts";

export interface EditorDialogProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

export function EditorDialog({ title, text, children }: EditorDialogProps) {
  const { t } = useTranslation("canvas");
  const show = useEditor((state) => state.showDialog);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : show(null))}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-shade" />
        <Dialog.Content className="modal editor-dialog">
          <Dialog.Title className="modal-title">{title}</Dialog.Title>
          <Dialog.Description className="muted">{text}</Dialog.Description>
          {children}
          <Dialog.Close className="ib sm modal-close" aria-label={t("close")}>
            <X className="i" aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
