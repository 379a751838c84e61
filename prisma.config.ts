/** Tells Prisma's command line where the schema is. The database's address is given at run time, never here. */
import { defineConfig } from "prisma/config";

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
