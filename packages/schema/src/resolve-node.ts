/** One node of `resolve`: its parameters, what arrives, what leaves, what is wrong. */
import { accepts } from "./accept.ts";
import type { Catalog, InputPort, NodeDefinition } from "./definition.ts";
import type { DocumentNode, NodeId, PipelineDocument, Wire, WireId } from "./document/document.ts";
import type { Issue } from "./issue.ts";
import type { Name } from "./issues/message.ts";
import { issue } from "./issues/table.ts";
import { migrateParams } from "./migrate-node.ts";
import { own } from "./own.ts";
import { activeParams, parseParams } from "./parse-params.ts";
import { acceptWords, typeWords } from "./port-words.ts";
import type { PortType, RowsId } from "./ports.ts";
import type { Arrival, ResolvedNode } from "./resolved.ts";

export interface ResolveScope {
  readonly document: PipelineDocument;
  readonly catalog: Catalog;
  readonly wires: ReadonlyMap<NodeId, readonly (readonly [WireId, Wire])[]>;
  /** Everything upstream has been resolved already. */
  readonly done: ReadonlyMap<NodeId, ResolvedNode>;
}

export function resolveNode(id: NodeId, node: DocumentNode, scope: ResolveScope): ResolvedNode {
  const definition = scope.catalog.get(node.kind);
  if (definition === undefined) return unknownKind(id, node);
  const migrated = migrateParams(id, node, definition);
  const parsed = parseParams(definition.params, migrated.params, id);
  const params = activeParams(definition.params, parsed.values);
  const ports = { ...definition.outputs, ...definition.dynamicOutputs?.(params) };
  const arriving = arrivalsOf(id, definition, scope);
  const checked = checkInputs(id, definition, arriving.arrivals);
  const rows =
    definition.stage === "step" || definition.stage === "publish"
      ? []
      : rowsDiffer(id, checked.inputs, scope);
  const problems = [...migrated.issues, ...parsed.issues, ...arriving.issues, ...checked.issues, ...rows];
  const inferred = definition.infer({ node: id, params, inputs: checked.inputs });
  const blocked = waitsForBroken(arriving.arrivals, scope);
  const issues = [...problems, ...(blocked ? [] : inferredIssues(inferred.issues, problems))];
  return {
    id,
    definition,
    params,
    arrivals: arriving.arrivals,
    inputs: checked.inputs,
    ports,
    outputs: inferred.outputs,
    issues,
    state: issues.some(({ severity }) => severity === "error") ? "broken" : blocked ? "blocked" : "ok",
  };
}

/** With inputs missing or wrong, what `infer` says is only trusted about the node's own parameters. */
function inferredIssues(inferred: readonly Issue[], problems: readonly Issue[]): readonly Issue[] {
  const inputsBroken = problems.some(({ severity, at }) => severity === "error" && at.port !== undefined);
  return inferred.filter(
    ({ code, at }) =>
      (!inputsBroken || at.param !== undefined) &&
      !problems.some((known) => known.code === code && known.at.port === at.port),
  );
}

function unknownKind(id: NodeId, node: DocumentNode): ResolvedNode {
  const issues = [issue("kind-unknown", { node: id }, { kind: node.kind })];
  return {
    id,
    params: node.params,
    arrivals: {},
    inputs: {},
    ports: {},
    outputs: {},
    issues,
    state: "broken",
  };
}

function waitsForBroken(arrivals: ResolvedNode["arrivals"], scope: ResolveScope): boolean {
  return Object.values(arrivals)
    .flat()
    .some(({ from }) => scope.done.get(from.node)?.state !== "ok");
}

function arrivalsOf(
  id: NodeId,
  definition: NodeDefinition,
  scope: ResolveScope,
): { readonly arrivals: { readonly [port: string]: readonly Arrival[] }; readonly issues: readonly Issue[] } {
  const known = Object.keys(definition.inputs);
  const arrivals = new Map<string, Arrival[]>(known.map((port) => [port, []]));
  const issues: Issue[] = [];
  for (const [wire, { from, to }] of scope.wires.get(id) ?? []) {
    const at = { node: id, port: to.port };
    const list = arrivals.get(to.port);
    const origin = scope.done.get(from.node);
    const type = origin === undefined ? undefined : own(origin.outputs, from.port);
    if (list === undefined) issues.push(issue("port-missing", at, { port: to.port, known }));
    else list.push(type === undefined ? { wire, from } : { wire, from, type });
    if (origin?.definition !== undefined && own(origin.ports, from.port) === undefined) {
      issues.push(issue("port-missing", at, { port: from.port, known: Object.keys(origin.ports) }));
    }
  }
  return { arrivals: Object.fromEntries(arrivals), issues };
}

function checkInputs(
  id: NodeId,
  definition: NodeDefinition,
  arrivals: ResolvedNode["arrivals"],
): { readonly inputs: ResolvedNode["inputs"]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const inputs = Object.entries(definition.inputs).map(([port, input]): [string, readonly PortType[]] => {
    const list = arrivals[port] ?? [];
    issues.push(...countIssues({ node: id, port }, input, list.length));
    const types = list.flatMap(({ type }) => (type === undefined ? [] : [type]));
    const odd = types.find((type) => !accepts(input.accept, type));
    if (odd !== undefined) issues.push(mismatch({ node: id, port }, input, odd));
    return [port, types.filter((type) => accepts(input.accept, type))];
  });
  return { inputs: Object.fromEntries(inputs), issues };
}

function countIssues(at: { node: string; port: string }, input: InputPort, count: number): readonly Issue[] {
  if (count === 0 && input.optional !== true) {
    return [issue("input-missing", at, { port: input.label, needed: 1, given: 0 })];
  }
  return count > 1 && input.many !== true ? [issue("port-taken", at, { port: input.label })] : [];
}

/** `port-type-mismatch`, with both sides in words (R1). */
export function mismatch(at: { node: string; port: string }, input: InputPort, given: PortType): Issue {
  return issue("port-type-mismatch", at, {
    given: typeWords(given),
    accepted: acceptWords(input.accept),
    port: input.label,
  });
}

/** R5: what meets in one graph node comes from the same rows. One issue for each port that brings others. */
function rowsDiffer(id: NodeId, inputs: ResolvedNode["inputs"], scope: ResolveScope): readonly Issue[] {
  const arriving = Object.entries(inputs).flatMap(([port, types]) =>
    types.flatMap((type) => ("rows" in type && type.rows !== "" ? [{ port, rows: type.rows }] : [])),
  );
  const [first] = arriving;
  if (first === undefined) return [];
  const odd = new Map(
    arriving.filter(({ rows }) => rows !== first.rows).map(({ port, rows }) => [port, rows]),
  );
  return [...odd].map(([port, rows]) =>
    issue(
      "rows-differ",
      { node: id, port },
      { first: nameOf(first.rows, scope), second: nameOf(rows, scope) },
    ),
  );
}

/** The person's name of the node that fixed the rows, else its kind's title. */
function nameOf(rows: RowsId, { document, done }: ResolveScope): Name {
  const title = done.get(rows)?.definition?.title;
  return own(document.nodes, rows)?.title ?? (title === undefined ? rows : { en: title.en, ru: title.ru });
}
