import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { readList, readModel, readPort, readSeed, readSetting } from "./options.ts";

describe("options", () => {
  it("reads models, each modality once", () => {
    const image = readModel("image=fuseline/mobilenet-v2-imagenet");
    expect(image).toEqual({ image: { hub: "fuseline/mobilenet-v2-imagenet", revision: "main" } });
    expect(readModel("text=org/name@0123abc", image)).toEqual({
      ...image,
      text: { hub: "org/name", revision: "0123abc" },
    });
    for (const wrong of [
      "image",
      "image=",
      "image=name",
      "audio=org/name",
      "image=org/na me",
      "image=org/name@",
    ]) {
      expect(() => readModel(wrong), wrong).toThrow(InvalidArgumentError);
    }
    expect(() => readModel("image=a/b", image)).toThrow(/twice/);
  });

  it("reads settings, keeping what stands after the first equals sign", () => {
    const first = readSetting("train.epochs=20");
    expect(readSetting("load.delimiter==", first)).toEqual({ "train.epochs": "20", "load.delimiter": "=" });
    expect(readSetting("a.b=")).toEqual({ "a.b": "" });
    for (const wrong of ["epochs=20", "train.epochs", "=20", ".x=1", ""]) {
      expect(() => readSetting(wrong), wrong).toThrow(InvalidArgumentError);
    }
  });

  it("reads lists, seeds and ports", () => {
    expect(readList("a, b b,c")).toEqual(["a", "b b", "c"]);
    expect(() => readList("a,,b")).toThrow(InvalidArgumentError);
    expect(readSeed("7")).toBe(7);
    for (const wrong of ["-1", "1.5", "x", "", "99999999999"])
      expect(() => readSeed(wrong)).toThrow(InvalidArgumentError);
    expect(readPort("0")).toBe(0);
    for (const wrong of ["70000", "-1", "http"]) expect(() => readPort(wrong)).toThrow(InvalidArgumentError);
  });
});
