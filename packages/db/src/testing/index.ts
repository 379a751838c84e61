export { execute, type TestDatabase, testDatabase } from "./test-database.ts";
