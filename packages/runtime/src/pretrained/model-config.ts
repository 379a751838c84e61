/** Reads the few settings of `config.json` and its neighbours that say how a model is used. */

/** config.json names a classifier, so the last layer gives scores. */
export function classifies(config: unknown): boolean {
  const names = member(config, "architectures");
  return Array.isArray(names) && names.some((name) => /For\w*Classification/.test(String(name)));
}

export function numberIn(config: unknown, name: string): number | null {
  const value = member(config, name);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function stringIn(config: unknown, name: string): string | null {
  const value = member(config, name);
  return typeof value === "string" ? value : null;
}

export function isTrue(config: unknown, name: string): boolean {
  return member(config, name) === true;
}

export function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && !Array.isArray(of)
    ? (of as { [name: string]: unknown })[name]
    : undefined;
}
