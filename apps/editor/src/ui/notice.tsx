/** Stands where content would: one icon, one sentence of what, one of what to do, one action. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function Notice({ icon: Icon, title, text, children }: NoticeProps) {
  return (
    <div className="notice">
      <Icon className="i" aria-hidden="true" />
      <h2>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  );
}
