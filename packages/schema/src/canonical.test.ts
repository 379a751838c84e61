import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, contentKey, sameJson, sha256Hex } from "./canonical.ts";
import type { Json } from "./json.ts";

it("agrees with the published vector of sha256", () => {
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex(new Uint8Array())).toBe(
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

it("sorts keys at every depth and keeps the order of lists", () => {
  expect(canonicalJson({ b: [2, 1, { d: null, c: "é" }], a: -0 })).toBe(
    '{"a":0,"b":[2,1,{"c":"é","d":null}]}',
  );
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
});

it("reads back as the same value, and does not depend on key order", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value)) as Json;
      const text = canonicalJson(json);
      expect(JSON.parse(text)).toEqual(json);
      expect(contentKey(reversed(json))).toBe(contentKey(json));
      expect(sameJson(json, reversed(json))).toBe(true);
    }),
  );
});

function reversed(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
