/** The product under test, for whoever else wants to start it. */
export { chromiumPath } from "./chromium.ts";
export { Fuseline } from "./fuseline.ts";
export { runEvents } from "./run-events.ts";
