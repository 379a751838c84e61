export type { WebDevice, WebRuntimeRequest } from "./web-runtime.ts";
export { offersWebgpu, openWebRuntime } from "./web-runtime.ts";
