/** Refuses files whose operators cannot be differentiated, before anything is folded or built. */
import type { OnnxModel, OnnxNode } from "../model.ts";
import { ImportError, type ImportObstacle } from "./import-error.ts";

const CONTROL_FLOW = new Set(["If", "Loop", "Scan", "SequenceMap"]);
/** `QuantizeLinear`, `DequantizeLinear`, `DynamicQuantizeLinear`, `QLinearConv`, `MatMulInteger`, `ConvInteger` … */
const QUANTISED = /QuantizeLinear$|^QLinear|Integer$/i;

/** @throws ImportError for operators of another domain, control flow and quantised arithmetic */
export function checkImportable({ graph }: OnnxModel): void {
  for (const node of graph.nodes) {
    const obstacle = obstacleOf(node);
    if (obstacle === null) continue;
    const detail = obstacle === "domain" ? node.domain : node.type;
    throw new ImportError({ obstacle, operator: node.type, node: node.name, detail });
  }
}

function obstacleOf({ type, domain }: OnnxNode): ImportObstacle | null {
  if (QUANTISED.test(type)) return "quantised";
  if (domain !== "") return "domain";
  return CONTROL_FLOW.has(type) ? "control-flow" : null;
}
