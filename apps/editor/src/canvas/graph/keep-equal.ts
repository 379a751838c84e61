/** Keeps the objects of before where nothing changed, so that what shows them need not render again. */

type ById<T> = { readonly [id: string]: T };

/** Values are plain data made by one function, so equal ones have equal JSON. */
export function keepEqual<T>(before: ById<T>, now: ById<T>): ById<T> {
  const kept = Object.fromEntries(
    Object.entries(now).map(([id, value]) => {
      const old = before[id];
      return [id, old !== undefined && JSON.stringify(old) === JSON.stringify(value) ? old : value];
    }),
  );
  const same =
    Object.keys(before).length === Object.keys(kept).length &&
    Object.entries(kept).every(([id, value]) => before[id] === value);
  return same ? before : kept;
}

/** The list of before when it holds the very same things. */
export function keepSame<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return before.length === now.length && now.every((item, place) => item === before[place]) ? before : now;
}
