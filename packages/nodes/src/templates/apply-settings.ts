/** Changes parameters of a document by `node.param`, where a node may be named by id, kind or the start of its id. */
import type { Issue, Json, PipelineDocument, Result } from "@fuseline/schema";
import { accepted, issue, parseParams, refused } from "@fuseline/schema";
import { catalog } from "../catalog/catalog.ts";
import { parseSetting } from "./parse-setting.ts";

type Settings = { readonly [setting: string]: Json };

export function applySettings(document: PipelineDocument, settings: Settings): Result<PipelineDocument> {
  const issues: Issue[] = [];
  let changed = document;
  for (const [setting, value] of Object.entries(settings)) {
    const result = applySetting(changed, setting, value);
    if (result.ok) changed = result.value;
    else issues.push(...result.issues);
  }
  const [first, ...others] = issues;
  return first === undefined ? accepted(changed) : refused(first, ...others);
}

function applySetting(document: PipelineDocument, setting: string, value: Json): Result<PipelineDocument> {
  const dot = setting.lastIndexOf(".");
  const ids = Object.keys(document.nodes);
  const [id, ...others] = dot < 1 ? [] : nodesNamed(document, setting.slice(0, dot));
  if (others.length > 0)
    return refused(issue("setting-ambiguous", {}, { setting, nodes: [id ?? "", ...others] }));
  const node = id === undefined ? undefined : document.nodes[id];
  const definition = node === undefined ? undefined : catalog.get(node.kind);
  if (id === undefined || node === undefined || definition === undefined) {
    return refused(issue("setting-unknown", {}, { setting, known: ids }));
  }
  const name = setting.slice(dot + 1);
  const field = Object.hasOwn(definition.params, name) ? definition.params[name] : undefined;
  const params = { ...node.params, [name]: field === undefined ? value : parseSetting(field, value) };
  const [wrong] = parseParams(definition.params, params, id).issues.filter(({ at }) => at.param === name);
  if (wrong !== undefined) return refused(wrong);
  return accepted({ ...document, nodes: { ...document.nodes, [id]: { ...node, params } } });
}

/** The node with this id; else those of this kind; else those whose id starts so, at a hyphen or anywhere. */
function nodesNamed(document: PipelineDocument, name: string): readonly string[] {
  const ids = Object.keys(document.nodes);
  const ways = [
    ids.filter((id) => id === name),
    ids.filter((id) => document.nodes[id]?.kind === name),
    ids.filter((id) => id.startsWith(`${name}-`)),
    ids.filter((id) => id.startsWith(name)),
  ];
  return ways.find((found) => found.length > 0) ?? [];
}
