export { type SharedHub, sharedHub } from "./shared-hub.ts";
export { type StaticHub, type StaticHubOptions, serveStaticHub, TEST_COMMIT } from "./static-hub.ts";
