/** The product under test, for whoever else wants to start it. */
export { Fuseline } from "./fuseline.ts";
export { runEvents } from "./run-events.ts";
