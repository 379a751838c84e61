#!/usr/bin/env node
/** `npx fuseline …`: the command line, built first if its sources changed. */
import { runProgram } from "../../../scripts/run-program.mjs";

await runProgram(process.argv.slice(2));
