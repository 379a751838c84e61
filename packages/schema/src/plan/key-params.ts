/** The parameters that decide a result: cosmetic ones do not. */
import type { Fields } from "../fields.ts";
import type { Json } from "../json.ts";
import { own } from "../own.ts";

export function keyParams(
  fields: Fields,
  params: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(params).filter(([name]) => own(fields, name)?.cosmetic !== true));
}
