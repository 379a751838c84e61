/** `npm run install-cuda`: fetches ONNX Runtime's libraries for NVIDIA cards, which its package does not hold. */
import { join } from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error(
    `ONNX Runtime computes on NVIDIA cards on Linux x64 only; this is ${process.platform} ${process.arch}.`,
  );
  console.error("On Windows take FUSELINE_DEVICE=dml, on a Mac coreml.");
  process.exit(1);
}
const installer = join(root, "node_modules/onnxruntime-node/script/install.js");
const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: "true" };
if ((await run(process.execPath, [installer], { cwd: root, env })) !== 0) {
  console.error("The libraries could not be fetched: api.nuget.org must be reachable.");
  process.exit(1);
}
console.log(
  "Done. NVIDIA's driver, CUDA 12 and cuDNN 9 are needed besides; npx fuseline doctor says what is missing.",
);
