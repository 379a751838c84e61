/** Gives a card the keyboard; one that is not drawn yet gets it once it is. */
export function focusCard(id: string): void {
  if (!focus(id)) window.setTimeout(() => focus(id), 30);
}

function focus(id: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
  card?.focus({ preventScroll: true });
  return card !== null;
}

/**
 * Puts the focus on what the page has first or last on the canvas, so that the browser's own Tab leaves it: cards follow
 * the data, the page does not, and between the two orders nobody would get out.
 */
export function toEdgeOfCanvas(step: 1 | -1): void {
  const stops = document.querySelectorAll<HTMLElement>(".react-flow__nodes :is([tabindex='0'], button)");
  stops[step === 1 ? stops.length - 1 : 0]?.focus({ preventScroll: true });
}
