export { type Follow, followRun } from "./follow-run.ts";
export { colourSquares, QUICK, square } from "./sample-uploads.ts";
export { startTestServer, type TestServer } from "./test-server.ts";
