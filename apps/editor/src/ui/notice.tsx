/** Stands where content would: one icon, one sentence of what, one of what to do, one action. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
  /** 1 where this is all that the page says. */
  readonly level?: 1 | 2;
}

export function Notice({ icon: Icon, title, text, children, level = 2 }: NoticeProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className="notice">
      <Icon className="i" aria-hidden="true" />
      <Title className="notice-title">{title}</Title>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  );
}
