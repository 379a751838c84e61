/** Reads what is written on a page, and finds what does not fit where it stands. */
import type { Page } from "@playwright/test";

/** Everything a person can see or a reader says: texts, names, hints. */
export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const add = (text: string | null | undefined): void => {
      const plain = text?.replaceAll(/\s+/g, " ").trim() ?? "";
      if (plain !== "") found.add(plain);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"])
          add(node.getAttribute(name));
      } else if (!["SCRIPT", "STYLE"].includes(node.parentElement?.tagName ?? "")) add(node.textContent);
    }
    return [...found];
  });
}

/** Where words are cut off or stick out; what is shortened with “…” and says the whole on a hint is fine. */
export function misfitsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const misfits: string[] = [];
    const { innerWidth } = window;
    const say = (element: Element, problem: string): void => {
      const words = (element.textContent ?? "").trim().slice(0, 60);
      misfits.push(`${problem}: “${words}” in ${element.tagName.toLowerCase()}.${element.className}`);
    };
    if (document.documentElement.scrollWidth > innerWidth) misfits.push("the page scrolls sideways");
    for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
      const ownWords = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
      );
      if (!ownWords && element.tagName !== "BUTTON") continue;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width < 2 || box.height < 2 || style.visibility === "hidden" || style.display === "inline")
        continue;
      // Hidden on purpose, for readers alone.
      if (style.clipPath !== "none" || element.closest(".sr") !== null) continue;
      const cutsOff = style.overflowX !== "visible";
      const scrolls = ["auto", "scroll"].includes(style.overflowX);
      const hinted = style.textOverflow === "ellipsis" && element.closest("[title]") !== null;
      const clamped = style.webkitLineClamp !== "none" && element.closest("[title]") !== null;
      if (element.scrollWidth > element.clientWidth + 1 && cutsOff && !scrolls && !hinted && !clamped)
        say(element, "cut off");
      if (element.scrollWidth > element.clientWidth + 1 && !cutsOff && element.tagName === "BUTTON")
        say(element, "sticks out of the button");
      if (cutsOff && !scrolls && element.scrollHeight > element.clientHeight + 3 && !clamped && !hinted)
        say(element, "cut off below");
      const inCanvas = element.closest(".react-flow") !== null;
      const inScroller = element.closest("[data-scrolls], pre, table, [role=log], .react-flow") !== null;
      if (!inCanvas && !inScroller && (box.right > innerWidth + 1 || box.left < -1))
        say(element, "out of the page");
    }
    return [...new Set(misfits)];
  });
}
