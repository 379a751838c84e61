/** Dates as people write them, to ISO 8601; the order of day and month is decided for a whole column. */

export type DayOrder = "day-first" | "month-first";

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([ap]m)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, "i");
const LOCAL = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, "i");

/** "2024-03-05" or "2024-03-05T14:30:00"; null when it is no date. A time zone is not kept: the clock as written is. */
export function parseDate(text: string, order: DayOrder): string | null {
  if (text.length > 40) return null;
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) return isoDate([Number(iso[1]), Number(iso[3]), Number(iso[4])], iso.slice(5));
  const local = LOCAL.exec(trimmed);
  if (local === null) return null;
  const [first, second] = [Number(local[1]), Number(local[3])];
  const [day, month] = order === "day-first" ? [first, second] : [second, first];
  return isoDate([fullYear(local[4] ?? ""), month, day], local.slice(5));
}

/** Two digits: 00–69 are this century, 70–99 the last (POSIX strptime puts the border at 69). */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function isoDate(
  [year, month, day]: readonly [number, number, number],
  time: readonly (string | undefined)[],
): string | null {
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day)
    return null;
  const date = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  if (time[0] === undefined) return date;
  const clock = clockTime(time);
  return clock === null ? null : `${date}T${clock}`;
}

function clockTime([hours, minutes, seconds, half]: readonly (string | undefined)[]): string | null {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  }
  const minute = Number(minutes);
  const second = Number(seconds ?? 0);
  return hour < 24 && minute < 60 && second < 60 ? [hour, minute, second].map(twoDigits).join(":") : null;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** A cell whose first number is over 12 can only be a day. Undecided columns: points are day first, slashes month first. */
export function findDayOrder(cells: readonly string[]): { order: DayOrder; certain: boolean } {
  let dayFirst = 0;
  let monthFirst = 0;
  let slashes = 0;
  for (const cell of cells) {
    const local = LOCAL.exec(cell.trim());
    if (local === null) continue;
    if (Number(local[1]) > 12) dayFirst++;
    if (Number(local[3]) > 12) monthFirst++;
    if (local[2] === "/") slashes++;
  }
  if (dayFirst !== monthFirst)
    return { order: dayFirst > monthFirst ? "day-first" : "month-first", certain: true };
  return { order: slashes * 2 > cells.length ? "month-first" : "day-first", certain: false };
}
