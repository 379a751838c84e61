/** The ONNX operator set that graphs are written in. */
export const OPSET = 20;
