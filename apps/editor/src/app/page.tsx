/** One page: the bar, the title of the browser's tab, the content. */
import { type ReactNode, useEffect } from "react";
import { TopBar, type TopBarProps } from "./top-bar.tsx";

export interface PageProps extends TopBarProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Page({ title, children, ...bar }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Fuseline`;
  }, [title]);
  return (
    <>
      <TopBar {...bar} />
      <main id="content">{children}</main>
    </>
  );
}
