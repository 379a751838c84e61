export { sampleDocument, samplePlan } from "./sample-plan.ts";
export { execute, type TestDatabase, testDatabase } from "./test-database.ts";
