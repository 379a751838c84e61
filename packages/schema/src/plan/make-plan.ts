/**
 * From a resolved document to ordered steps with content keys. A key is made of kind@version, parameters, upstream
 * keys, the seed where the node draws, and engine versions; never of ids, names or positions.
 */
import type { NodeId } from "../document/document.ts";
import { type Issue, isError } from "../issue.ts";
import { issue } from "../issues/table.ts";
import { own } from "../own.ts";
import type { Resolved } from "../resolved.ts";
import { accepted, type Result, refused } from "../result.ts";
import { upstreamOf } from "../topology.ts";
import type { Plan } from "./plan.ts";
import { Planner } from "./planner.ts";

export interface PlanOptions {
  /** Run only what these nodes need; by default everything that can run. */
  readonly targets?: readonly NodeId[];
  /** Name → version of everything that computes: part of every key. */
  readonly engines: { readonly [name: string]: string };
}

/** Refused with the errors of every node that the targets depend on. */
export function makePlan(resolved: Resolved, options: PlanOptions): Result<Plan> {
  const targets = options.targets ?? runnable(resolved);
  const unknown = targets.find((id) => own(resolved.nodes, id) === undefined);
  if (unknown !== undefined) return refused(issue("node-missing", {}, { node: unknown }));
  const needed = upstreamOf(resolved.document, targets);
  const [first, ...others] = resolved.order
    .filter((id) => needed.has(id))
    .flatMap((id) => errorsOf(resolved, id));
  if (first !== undefined) return refused(first, ...others);
  const planner = new Planner(resolved, options.engines);
  const wanted = new Set(targets);
  for (const id of resolved.order) if (wanted.has(id)) planner.add(id);
  const plan = planner.plan();
  return plan.steps.length === 0 ? refused(issue("nothing-to-run", {}, {})) : accepted(plan);
}

/** Every step, broken ones too, so that nothing is silently left out; publishing only where it could work. */
function runnable(resolved: Resolved): readonly NodeId[] {
  return resolved.order.filter((id) => {
    const node = resolved.nodes[id];
    return (
      node?.definition === undefined ||
      node.definition.stage === "step" ||
      (node.definition.stage === "publish" && node.state === "ok")
    );
  });
}

function errorsOf(resolved: Resolved, id: NodeId): readonly Issue[] {
  return resolved.nodes[id]?.issues.filter(isError) ?? [];
}
