import { expect, it } from "vitest";
import { powerOfTen } from "./power-of-ten.ts";

it("writes small numbers with a raised exponent", () => {
  expect(powerOfTen(3.12e-6, "en")).toBe("3.1 × 10⁻⁶");
  expect(powerOfTen(3.12e-6, "ru")).toBe("3,1 × 10⁻⁶");
  expect(powerOfTen(1e-4, "en")).toBe("10⁻⁴");
  expect(powerOfTen(0, "en")).toBe("0");
});
