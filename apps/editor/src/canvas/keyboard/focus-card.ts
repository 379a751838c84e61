/** Gives a card the keyboard; one that is not drawn yet gets it once it is. */
export function focusCard(id: string): void {
  if (!focus(id)) window.setTimeout(() => focus(id), 30);
}

function focus(id: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
  card?.focus({ preventScroll: true });
  return card !== null;
}
