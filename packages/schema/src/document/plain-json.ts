/** Whether a value from outside is JSON of a sane size, found without recursion, so that nothing can overflow. */
import type { Json } from "../json.ts";

const MAX_DEPTH = 24;
const MAX_VALUES = 2_000_000;

export function isPlainJson(value: unknown): value is Json {
  const stack: (readonly [value: unknown, depth: number])[] = [[value, 0]];
  let seen = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [current, depth] = next;
    seen += 1;
    if (seen > MAX_VALUES || depth > MAX_DEPTH) return false;
    if (current === null || typeof current === "string" || typeof current === "boolean") continue;
    if (typeof current === "number" && Number.isFinite(current)) continue;
    if (typeof current !== "object" || !isPlainContainer(current)) return false;
    for (const member of Object.values(current)) stack.push([member, depth + 1]);
  }
  return true;
}

/** Lists and records only; `__proto__` as a key is an attack or an accident, never a name. */
function isPlainContainer(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, "__proto__");
}
