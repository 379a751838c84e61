/** The devices that a model may compute on, by ONNX Runtime's names. */

/** The processor, NVIDIA cards, any graphics card through WebGPU, DirectX (Windows), Apple. */
export const DEVICES = ["cpu", "cuda", "webgpu", "dml", "coreml"] as const;
export type Device = (typeof DEVICES)[number];

/** What keeps a device from working. */
export type DeviceTrouble =
  /** ONNX Runtime has no support for it on this system. */
  | "system"
  /** ONNX Runtime's own libraries for it are a separate step that was not taken. */
  | "libraries"
  /** A library of the driver is missing. */
  | "dependency"
  /** Nothing that it could compute on was found. */
  | "card"
  /** It was found and failed. */
  | "failed";
