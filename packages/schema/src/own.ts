/** Reads a record that came from outside: a key such as "constructor" must not find the prototype's member. */
export function own<T>(record: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
