/** Settings that people change in the product (language, rate limits …), as rows; process settings are `settings.ts`. */
import type { Connection } from "./connection.ts";
import { jsonColumn } from "./json-column.ts";
import { translating } from "./translate-error.ts";

export const preferences = ({ prisma }: Connection) =>
  translating({
    /** Undefined when it was never set. */
    async get(key: string): Promise<unknown> {
      return (await prisma.setting.findUnique({ where: { key } }))?.value;
    },

    async set(key: string, value: unknown): Promise<void> {
      const data = { value: jsonColumn(value), updatedAt: new Date() };
      await prisma.setting.upsert({ where: { key }, create: { key, ...data }, update: data });
    },

    async all(): Promise<{ readonly [key: string]: unknown }> {
      const rows = await prisma.setting.findMany();
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    },

    async remove(key: string): Promise<void> {
      await prisma.setting.deleteMany({ where: { key } });
    },
  });

export type Preferences = ReturnType<typeof preferences>;
