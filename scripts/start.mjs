/** `npm start`: sets up what is missing, then serves until Ctrl-C. Flags go to `fuseline serve`. */
import { runProgram } from "./run-program.mjs";

await runProgram(["serve", ...process.argv.slice(2)]);
