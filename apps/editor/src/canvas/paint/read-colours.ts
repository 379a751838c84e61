/** Colours of the theme as a canvas takes them: what CSS computes of the expressions that style sheets use. */

/** @param place an element of the page, in whose style they are computed */
export function readColours<N extends string>(
  place: HTMLElement,
  expressions: { readonly [K in N]: string },
): { readonly [K in N]: string } {
  const before = place.style.color;
  const names = Object.keys(expressions) as N[];
  const computed = names.map((name) => {
    place.style.color = expressions[name];
    return [name, getComputedStyle(place).color] as const;
  });
  place.style.color = before;
  return Object.fromEntries(computed) as { [K in N]: string };
}
