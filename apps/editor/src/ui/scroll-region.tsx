/** A box that scrolls: while it holds more than it shows, Tab stops at it and the arrow keys move what is in it. */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import "./scroll-region.css";

export interface ScrollRegionProps {
  /** What is in it, for readers. */
  readonly label: string;
  /** A log is read out as it grows. */
  readonly role?: "group" | "log";
  readonly className?: string;
  readonly children: ReactNode;
}

export function ScrollRegion({ label, role = "group", className = "", children }: ScrollRegionProps) {
  const box = useRef<HTMLDivElement>(null);
  const scrolls = useScrolls(box);
  const named = { role, "aria-label": label };
  return (
    <div ref={box} {...named} className={`scroll-region ${className}`} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </div>
  );
}

/** Whether there is more than fits; asked again when the box or what is in it changes its size. */
function useScrolls(place: RefObject<HTMLDivElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const measure = (): void =>
      setScrolls(box.scrollHeight > box.clientHeight || box.scrollWidth > box.clientWidth);
    const watch = new ResizeObserver(measure);
    for (const watched of [box, ...box.children]) watch.observe(watched);
    return () => watch.disconnect();
  }, [place]);
  return scrolls;
}
