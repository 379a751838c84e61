import { describe, expect, it } from "vitest";
import { duration, timeAgo } from "./time-words.ts";

describe("timeAgo", () => {
  const now = Date.UTC(2026, 0, 2);
  it.each([
    [5, "now", "сейчас"],
    [60, "1 minute ago", "1 минуту назад"],
    [7_300, "2 hours ago", "2 часа назад"],
    [86_500, "yesterday", "вчера"],
    [-30, "now", "сейчас"],
  ])("%d seconds", (seconds, en, ru) => {
    expect(timeAgo(now - seconds * 1000, now, "en")).toBe(en);
    expect(timeAgo(now - seconds * 1000, now, "ru")).toBe(ru);
  });
});

describe("duration", () => {
  it.each([
    [0.42, "0.4 s", "0,4 с"],
    [9.96, "10 s", "10 с"],
    [41.2, "41 s", "41 с"],
    [125, "2:05", "2:05"],
    [3_729, "1:02:09", "1:02:09"],
  ])("%d", (seconds, en, ru) => {
    expect(duration(seconds, "en")).toBe(en);
    expect(duration(seconds, "ru")).toBe(ru);
  });
});
