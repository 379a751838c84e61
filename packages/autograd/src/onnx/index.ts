/** The parts of ONNX files, for code that edits files whose operators the compiler need not know. */
export { type ProtobufField, readFields, readPacked } from "./protobuf-reader.ts";
export { ProtobufWriter } from "./protobuf-writer.ts";
