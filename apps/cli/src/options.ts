/** Reads options that are more than one word. */
import type { Json, ModelRef } from "@fuseline/schema";
import { InvalidArgumentError } from "commander";

export interface ChosenModels {
  readonly image?: ModelRef;
  readonly text?: ModelRef;
}

/** `image=owner/name` or `image=owner/name@revision`, once for each kind. */
export function readModel(value: string, chosen: ChosenModels = {}): ChosenModels {
  const match = /^(image|text)=([^=@\s]+\/[^=@\s]+)(?:@(\S+))?$/.exec(value);
  const [, modality, hub, revision = "main"] = match ?? [];
  if (hub === undefined || (modality !== "image" && modality !== "text")) {
    throw new InvalidArgumentError("Give image=OWNER/NAME or text=OWNER/NAME.");
  }
  if (chosen[modality] !== undefined) throw new InvalidArgumentError(`The ${modality} model is given twice.`);
  return { ...chosen, [modality]: { hub, revision } };
}

/** `node.param=value`; the value is read by the kind of the field later. */
export function readSetting(value: string, settings: { readonly [setting: string]: Json } = {}) {
  const at = value.indexOf("=");
  const name = value.slice(0, at).trim();
  if (at < 1 || !/^[^.\s]+\.[^\s]+$/.test(name)) throw new InvalidArgumentError("Give NODE.PARAM=VALUE.");
  return { ...settings, [name]: value.slice(at + 1) };
}

/** `a,b,c` */
export function readList(value: string): readonly string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.some((name) => name === ""))
    throw new InvalidArgumentError("Give names with commas between them.");
  return names;
}

export function readSeed(value: string): number {
  const seed = Number(value);
  if (!/^\d+$/.test(value) || seed > 2 ** 31 - 1)
    throw new InvalidArgumentError("Give a whole number, 0 or more.");
  return seed;
}

export function readPort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new InvalidArgumentError("Give a number from 0 to 65535.");
  return port;
}
