/** How everything is brought into view: with a little room around it, never larger than life. */
export const FIT = { padding: 0.04, maxZoom: 1 } as const;
