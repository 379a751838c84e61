/** The card after this one in the order of the data; null at either end, where Tab leaves the canvas. */
export function nextAlongWires(order: readonly string[], here: string, step: 1 | -1): string | null {
  const place = order.indexOf(here);
  return place < 0 ? null : (order[place + step] ?? null);
}
