/** What would mend an issue, as edits that a button can make. */

import { catalog } from "@fuseline/nodes";
import {
  applyOperation,
  type ColumnChoice,
  type Ends,
  type Issue,
  type Json,
  type Language,
  type Operation,
  type PipelineDocument,
  type Resolved,
  resolve,
  type Text,
} from "@fuseline/schema";
import { fittingPorts, type PortPlace } from "../connect/fitting-ports.ts";
import { checkWire, connect, heal } from "../edit/connect.ts";
import type { NewId } from "../edit/new-id.ts";
import { titleOf } from "../graph/scene.ts";

export interface Fix {
  readonly label: Text;
  readonly operation: Operation;
}

export interface Broken {
  readonly document: PipelineDocument;
  readonly issue: Issue;
  readonly newId: NewId;
}

/** Most useful first; empty where only the person can decide. */
export function issueFixes(broken: Broken): readonly Fix[] {
  const { issue } = broken;
  switch (issue.code) {
    case "heads-not-divisible":
      return setParam(broken, "heads", issue.facts.nearest);
    case "param-invalid":
    case "param-unknown":
      return toDefault(issue);
    case "column-missing":
      return otherColumn(broken);
    case "target-missing":
      return markAnswer(broken);
    case "port-type-mismatch":
    case "shape-mismatch":
    case "rows-differ":
      return healWire(broken);
    case "port-missing":
    case "port-taken":
    case "cycle":
      return dropWire(broken);
    case "input-missing":
      return wireIn(broken);
    case "no-path-to-loss":
      return removeNode(issue);
    case "device-failed":
      return onProcessor(broken);
    default:
      return [];
  }
}

function setParam({ issue: { at } }: Broken, name: string, value: Json | undefined): readonly Fix[] {
  if (at.node === undefined || typeof value !== "number") return [];
  const label = { en: `Use ${value}`, ru: `Поставить ${value}` };
  return [{ label, operation: { op: "set-param", id: at.node, name, value } }];
}

function toDefault({ at }: Issue): readonly Fix[] {
  if (at.node === undefined || at.param === undefined) return [];
  const label = { en: "Back to the default", ru: "Вернуть обычное значение" };
  return [{ label, operation: { op: "unset-param", id: at.node, name: at.param } }];
}

/** Every block that may choose its device takes the processor. */
function onProcessor({ document }: Broken): readonly Fix[] {
  const operations = Object.entries(document.nodes).flatMap(([id, { kind }]): Operation[] =>
    catalog.get(kind)?.params.device === undefined
      ? []
      : [{ op: "set-param", id, name: "device", value: "cpu" }],
  );
  if (operations.length === 0) return [];
  return [
    {
      label: { en: "Run on the processor", ru: "Считать на процессоре" },
      operation: { op: "batch", operations },
    },
  ];
}

const MOST = 4;

function otherColumn({ document, issue: { at, facts } }: Broken): readonly Fix[] {
  const { node: id, param } = at;
  if (id === undefined || param === undefined) return [];
  const missing = String(facts.column ?? "");
  const known = Array.isArray(facts.known) ? facts.known.map(String) : [];
  const value = document.nodes[id]?.params[param];
  const isBusy = (column: string): boolean =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    ((value as { readonly [column: string]: ColumnChoice })[column]?.role ?? "unused") !== "unused";
  const near = [...known]
    // A column that does something already has hardly taken another's place.
    .sort((a, b) => Number(isBusy(a)) - Number(isBusy(b)) || distance(missing, a) - distance(missing, b))
    .slice(0, MOST);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return near.map((column) => ({
      label: insteadWords(column),
      operation: { op: "set-param", id, name: param, value: column },
    }));
  }
  const { [missing]: choice, ...others } = value as { readonly [column: string]: Json };
  if (choice === undefined) return [];
  const leftOut: Fix = {
    label: { en: "Leave it out", ru: "Обойтись без него" },
    operation: { op: "set-param", id, name: param, value: others },
  };
  const renamed = near
    .filter((column) => (others[column] as ColumnChoice | undefined)?.role !== "target")
    .map((column): Fix => {
      const roles = { ...others, [column]: choice };
      return {
        label: insteadWords(column),
        operation: replaceColumn(document, { id, param, roles, missing, column }),
      };
    });
  return [...renamed, leftOut];
}

const insteadWords = (column: string): Text => ({ en: `Use “${column}”`, ru: `Взять «${column}»` });

interface Replacement {
  readonly id: string;
  readonly param: string;
  readonly roles: { readonly [column: string]: Json };
  readonly missing: string;
  readonly column: string;
}

/** Wires that carried the old column carry the new one. */
function replaceColumn(
  document: PipelineDocument,
  { id, param, roles, missing, column }: Replacement,
): Operation {
  const moved = Object.entries(document.wires).filter(
    ([, { from }]) => from.node === id && from.port === `column:${missing}`,
  );
  return {
    op: "batch",
    operations: [
      { op: "set-param", id, name: param, value: roles },
      ...moved.flatMap(([wire, { to, order }]): Operation[] => [
        { op: "remove-wire", id: wire },
        { op: "add-wire", id: wire, wire: { from: { node: id, port: `column:${column}` }, to, order } },
      ]),
    ],
  };
}

function markAnswer({ document, issue: { at, facts } }: Broken): readonly Fix[] {
  const { node: id, param } = at;
  if (id === undefined || param === undefined || !Array.isArray(facts.known)) return [];
  const value = document.nodes[id]?.params[param];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const roles = value as { readonly [column: string]: Json };
  return facts.known.slice(0, MOST).flatMap((name): Fix[] => {
    const column = String(name);
    const choice = roles[column];
    if (typeof choice !== "object" || choice === null) return [];
    const marked = { ...roles, [column]: { ...choice, role: "target" } };
    return [
      { label: insteadWords(column), operation: { op: "set-param", id, name: param, value: marked as Json } },
    ];
  });
}

function healWire({ document, issue: { at }, newId }: Broken): readonly Fix[] {
  for (const [id, { from, to }] of wiresAt(document, at)) {
    const without = applyOperation(document, { op: "remove-wire", id });
    if (!without.ok) continue;
    const ends: Ends = { from, to };
    const check = checkWire(without.value.document, ends);
    if (check.ok || check.heal === undefined) continue;
    const draft = { document: without.value.document, ends, newId };
    const label = check.heal.text;
    return [
      {
        label: { en: `Insert: ${short(label.en)}`, ru: `Вставить: ${short(label.ru)}` },
        operation: { op: "batch", operations: [{ op: "remove-wire", id }, heal(draft, check.heal)] },
      },
      ...dropWire({ document, issue: { code: "", severity: "error", at, facts: {} }, newId }),
    ];
  }
  return dropWire({ document, issue: { code: "", severity: "error", at, facts: {} }, newId });
}

/** The name in quotes, where the offer has one. */
function short(offer: string): string {
  return /[“«]([^”»]+)[”»]/.exec(offer)?.[1] ?? offer;
}

function dropWire({ document, issue: { at } }: Broken): readonly Fix[] {
  const wires = wiresAt(document, at);
  const last = wires.at(-1);
  if (last === undefined) return [];
  const label = { en: "Remove the wire", ru: "Удалить провод" };
  return [{ label, operation: { op: "remove-wire", id: last[0] } }];
}

const wiresAt = ({ wires }: PipelineDocument, { node, port }: Issue["at"]) =>
  Object.entries(wires).filter(([, { to }]) => to.node === node && (port === undefined || to.port === port));

/** Outputs that fit, the nearest first. */
function wireIn({ document, issue: { at }, newId }: Broken): readonly Fix[] {
  const { node, port } = at;
  if (node === undefined || port === undefined) return [];
  const to = { node, port };
  const here = document.nodes[node]?.position ?? { x: 0, y: 0 };
  const resolved = resolve(document, catalog);
  const away = (id: string): number => {
    const { x, y } = document.nodes[id]?.position ?? here;
    return Math.abs(here.x - x) + Math.abs(here.y - y);
  };
  return fittingPorts(resolved, to, "input")
    .toSorted((a, b) => away(a.node) - away(b.node))
    .flatMap((from): Fix[] => {
      const check = checkWire(document, { from, to });
      if (!check.ok) return [];
      const label = {
        en: `Connect “${portName(resolved, from, "en")}”`,
        ru: `Соединить с «${portName(resolved, from, "ru")}»`,
      };
      return [{ label, operation: connect({ document, ends: { from, to }, newId }, check.replaces) }];
    })
    .slice(0, 3);
}

function portName(resolved: Resolved, { node, port }: PortPlace, language: Language): string {
  const title = titleOf({ resolved, language }, node);
  const ports = resolved.nodes[node]?.ports ?? {};
  return Object.keys(ports).length > 1 ? `${title}: ${ports[port]?.label[language] ?? port}` : title;
}

function removeNode({ at }: Issue): readonly Fix[] {
  if (at.node === undefined) return [];
  const label = { en: "Remove the block", ru: "Удалить блок" };
  return [{ label, operation: { op: "remove-node", id: at.node } }];
}

/** Levenshtein distance, ignoring case. */
function distance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
