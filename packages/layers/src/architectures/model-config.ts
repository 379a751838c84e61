/** Reads `config.json` as transformers writes it, field by field; what is left out has the default of its architecture. */
import { ArchitectureRefused } from "./refusal.ts";

export class ModelConfig {
  readonly #fields: { readonly [name: string]: unknown };

  constructor(config: unknown) {
    const isObject = typeof config === "object" && config !== null && !Array.isArray(config);
    this.#fields = isObject ? (config as { readonly [name: string]: unknown }) : {};
  }

  /** A config inside this one; empty where there is none. */
  part(name: string): ModelConfig {
    return new ModelConfig(this.#fields[name]);
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  /** A whole number above 0. @throws ArchitectureRefused */
  count(name: string, fallback: number): number {
    const value = this.#fields[name] ?? fallback;
    return isCount(value) ? value : this.refuse(name);
  }

  number(name: string, fallback: number): number {
    const value = this.#fields[name] ?? fallback;
    return typeof value === "number" && Number.isFinite(value) ? value : this.refuse(name);
  }

  counts(name: string, fallback: readonly number[]): readonly number[] {
    const value = this.#fields[name] ?? fallback;
    return Array.isArray(value) && value.length > 0 && value.every(isCount) ? value : this.refuse(name);
  }

  /** The side of a square, written once or twice. */
  side(name: string, fallback: number): number {
    const value = this.#fields[name] ?? fallback;
    const [height, width] = Array.isArray(value) ? value : [value, value];
    return isCount(height) && height === width ? height : this.refuse(name);
  }

  text(name: string, fallback: string): string {
    const value = this.#fields[name] ?? fallback;
    return typeof value === "string" ? value : this.refuse(name);
  }

  /** The first is the default. */
  oneOf<Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.#fields[name] ?? choices[0];
    return choices.find((choice) => choice === value) ?? this.refuse(name);
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.#fields[name] ?? fallback;
    return typeof value === "boolean" ? value : this.refuse(name);
  }

  /** @throws ArchitectureRefused where a setting has another value than the one that is carried out */
  require(name: string, wanted: string | number | boolean): void {
    if (this.has(name) && this.#fields[name] !== wanted) this.refuse(name);
  }

  /** @throws ArchitectureRefused always, naming the setting and its value */
  refuse(name: string): never {
    const value = JSON.stringify(this.#fields[name] ?? null).slice(0, 80);
    throw new ArchitectureRefused({ why: "setting", setting: name, value });
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
