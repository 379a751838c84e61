/** A window over the editor that the keyboard opened. */
import "./dialog.css";
import type { ReactNode } from "react";
import { Modal } from "../../ui/modal.tsx";
import { useEditor } from "../store/editor-context.ts";

export interface EditorDialogProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

export function EditorDialog({ title, text, children }: EditorDialogProps) {
  const show = useEditor((state) => state.showDialog);
  return (
    <Modal title={title} text={text} className="editor-dialog" open onOpenChange={() => show(null)}>
      {children}
    </Modal>
  );
}
