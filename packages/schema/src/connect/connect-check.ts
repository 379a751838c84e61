/** May this wire be drawn? If not, why, and which block would make it right. */
import { accepts } from "../accept.ts";
import type { Catalog, InputPort, NodeDefinition } from "../definition.ts";
import { wireKey } from "../document/check-structure.ts";
import type { Endpoint, PipelineDocument, Wire, WireId } from "../document/document.ts";
import { type Issue, isError } from "../issue.ts";
import { issue } from "../issues/table.ts";
import { own } from "../own.ts";
import { acceptWords, PORT_KIND_WORDS } from "../port-words.ts";
import type { PortAccept, PortType } from "../ports.ts";
import { resolve } from "../resolve.ts";
import { mismatch } from "../resolve-node.ts";
import type { ResolvedNode } from "../resolved.ts";
import type { Text } from "../text.ts";
import { wouldCycle } from "../topology.ts";
import { type HealRule, healRules, type Inserted } from "./heal-rules.ts";

/** A block to put between, with the ports that the two new wires take. */
export interface HealStep extends Inserted {
  readonly input: string;
  readonly output: string;
}

export interface Heal extends Pick<HealRule, "heal" | "replace"> {
  /** The offer, as a question. */
  readonly text: Text;
  readonly insert: readonly HealStep[];
}

export type ConnectCheck =
  /** `replaces`: the wire that holds the port now; a port that takes one wire gives it up. */
  | { readonly ok: true; readonly replaces?: WireId }
  | { readonly ok: false; readonly issue: Issue; readonly heal?: Heal };

export type Ends = Pick<Wire, "from" | "to">;

export function connectCheck(document: PipelineDocument, catalog: Catalog, { from, to }: Ends): ConnectCheck {
  const lost = [from.node, to.node].find((node) => own(document.nodes, node) === undefined);
  if (lost !== undefined) return no(issue("node-missing", { node: lost }, { node: lost }));
  const at = { node: to.node, port: to.port };
  const wires = Object.entries(document.wires);
  if (wires.some(([, wire]) => wireKey(wire) === wireKey({ from, to })))
    return no(issue("wire-duplicate", at, {}));
  if (wouldCycle(document, from.node, to.node))
    return no(issue("cycle", at, { nodes: [from.node, to.node] }));
  const { nodes } = resolve(document, catalog);
  const [origin, target] = [nodes[from.node], nodes[to.node]];
  if (origin === undefined || target?.definition === undefined) {
    return no(issue("kind-unknown", { node: to.node }, { kind: document.nodes[to.node]?.kind ?? "" }));
  }
  const input = own(target.definition.inputs, to.port);
  if (input === undefined)
    return no(issue("port-missing", at, { port: to.port, known: Object.keys(target.definition.inputs) }));
  const output = own(origin.ports, from.port);
  if (output === undefined)
    return no(
      issue(
        "port-missing",
        { node: from.node, port: from.port },
        { port: from.port, known: Object.keys(origin.ports) },
      ),
    );
  const type = own(origin.outputs, from.port);
  if (type === undefined) {
    if (input.accept.kinds.includes(output.kind)) return free(document, input, to);
    return no(
      issue("port-type-mismatch", at, {
        given: PORT_KIND_WORDS[output.kind],
        accepted: acceptWords(input.accept),
        port: input.label,
      }),
    );
  }
  const wrong = { type, target: target.definition, port: to.port };
  if (!accepts(input.accept, type)) return healed(catalog, wrong, mismatch(at, input, type));
  const place = free(document, input, to);
  if (place.ok && place.replaces !== undefined && type.kind === "loss") {
    const sum = healed(catalog, wrong, issue("port-taken", at, { port: input.label }));
    if (!sum.ok && sum.heal !== undefined) return sum;
  }
  const drawn = withWire(document, { from, to }, place.ok ? place.replaces : undefined);
  const found = newProblem(target, resolve(drawn, catalog).nodes[to.node]);
  return found === undefined ? place : healed(catalog, wrong, found);
}

function no(problem: Issue): ConnectCheck {
  return { ok: false, issue: problem };
}

function free(document: PipelineDocument, input: InputPort, to: Endpoint): ConnectCheck {
  if (input.many === true) return { ok: true };
  const holder = Object.entries(document.wires).find(
    ([, wire]) => wire.to.node === to.node && wire.to.port === to.port,
  );
  return holder === undefined ? { ok: true } : { ok: true, replaces: holder[0] };
}

function withWire(document: PipelineDocument, ends: Ends, replaces: WireId | undefined): PipelineDocument {
  const rest = Object.entries(document.wires).filter(([id]) => id !== replaces);
  const order = Math.max(0, ...rest.map(([, wire]) => wire.order + 1));
  // No stored wire has an empty id.
  return { ...document, wires: Object.fromEntries([...rest, ["", { ...ends, order }]]) };
}

/** The first error that the wire brings to its target: sizes, rows, answers or spaces that do not meet. */
function newProblem(before: ResolvedNode, after: ResolvedNode | undefined): Issue | undefined {
  return after?.issues
    .filter(isError)
    .find(
      (found) =>
        found.at.param === undefined &&
        found.code !== "input-missing" &&
        !before.issues.some(({ code, at }) => code === found.code && at.port === found.at.port),
    );
}

function healed(
  catalog: Catalog,
  wrong: { readonly type: PortType; readonly target: NodeDefinition; readonly port: string },
  problem: Issue,
): ConnectCheck {
  const accept = wrong.target.inputs[wrong.port]?.accept;
  for (const rule of accept === undefined
    ? []
    : healRules({ ...wrong, code: problem.code, facts: problem.facts })) {
    const insert = wired(rule, catalog, { type: wrong.type, accept: accept ?? { kinds: [] } });
    const replaceable = rule.replace === undefined || catalog.get(rule.replace.kind) !== undefined;
    if (insert === null || !replaceable) continue;
    const { heal, replace } = rule;
    const title = catalog.get(rule.insert[0]?.kind ?? "")?.title ?? wrong.target.title;
    const text = rule.text(title);
    return {
      ok: false,
      issue: problem,
      heal: { heal, insert, text, ...(replace === undefined ? {} : { replace }) },
    };
  }
  return no(problem);
}

/** Finds the ports that a chain of blocks is wired through; null when the catalog lacks one of them. */
function wired(
  rule: HealRule,
  catalog: Catalog,
  { type, accept }: { readonly type: PortType; readonly accept: PortAccept },
): readonly HealStep[] | null {
  const steps: HealStep[] = [];
  let previous: string | null = null;
  for (const [place, inserted] of rule.insert.entries()) {
    const definition = catalog.get(inserted.kind);
    const next = rule.insert[place + 1];
    const follows: readonly PortAccept[] =
      next === undefined
        ? [accept]
        : Object.values(catalog.get(next.kind)?.inputs ?? {}).map((port) => port.accept);
    const input = Object.entries(definition?.inputs ?? {}).find(([, port]) =>
      previous === null ? accepts(port.accept, type) : port.accept.kinds.some((kind) => kind === previous),
    );
    const output = Object.entries(definition?.outputs ?? {}).find(([, port]) =>
      follows.some(({ kinds }) => kinds.includes(port.kind)),
    );
    if (definition === undefined || input === undefined) return null;
    // Ports that follow from parameters, such as chosen columns, are wired by the person.
    steps.push({ ...inserted, input: input[0], output: output?.[0] ?? "" });
    previous = output?.[1].kind ?? null;
  }
  return steps;
}
