/** Very small numbers as people write them: `3.1 × 10⁻⁶`. */
import { formatNumber, type Language } from "@fuseline/schema";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function powerOfTen(value: number, language: Language): string {
  if (value === 0) return formatNumber(0, language);
  const [digits = "", exponent = ""] = value.toExponential(1).split("e");
  const raised = [...exponent.replace("+", "")]
    .map((sign) => (sign === "-" ? "⁻" : (RAISED[Number(sign)] ?? "")))
    .join("");
  const shown = formatNumber(Number(digits), language);
  return shown === "1" ? `10${raised}` : `${shown} × 10${raised}`;
}
