/** A window over the page: focus stays in it, Escape closes it. */
import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import "./modal.css";

export interface ModalProps {
  readonly title: string;
  readonly text: string;
  /** The button that opens it; a window that is there only while it is open has none. */
  readonly trigger?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** Where the page itself opens and closes it. */
  readonly open?: boolean;
  onOpenChange?(open: boolean): void;
}

export function Modal({ title, text, trigger, children, className = "", ...opening }: ModalProps) {
  const { t } = useTranslation("ui");
  return (
    <Dialog.Root {...opening}>
      {trigger === undefined ? null : <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>}
      <Dialog.Portal>
        <Dialog.Overlay className="modal-shade" />
        <Dialog.Content className={`modal ${className}`}>
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
