/** The one place where our JSON types meet Prisma's. */
import { Prisma } from "./generated/client.ts";

/** A value for a required JSON column. Must be JSON already: no `undefined`, no functions, no non-finite numbers. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}

/** A value for a JSON column that may be empty. */
export function optionalJsonColumn(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === undefined || value === null ? Prisma.DbNull : jsonColumn(value);
}
