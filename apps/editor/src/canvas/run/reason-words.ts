/** Why a step would run, with settings and blocks called by their names. */
import { isTrainer, type Language, type Resolved, type RunReason, reasonText } from "@fuseline/schema";

export interface NamedScene {
  readonly resolved: Resolved;
  readonly language: Language;
}

/** Empty where there is nothing to say: the last run just did not get that far. */
export function reasonWords(reason: RunReason, node: string, { resolved, language }: NamedScene): string {
  if (reason.why === "result-missing") return "";
  if (reason.why !== "params-changed") return reasonText(reason)[language];
  const names = reason.params.map((param) => settingName(param, node, { resolved, language }));
  return reasonText({ why: "params-changed", params: [...new Set(names)] })[language];
}

/** Settings of graph parts come as `node.parameter`; those alone belong to the node, or to what it learns with. */
function settingName(param: string, node: string, { resolved, language }: NamedScene): string {
  const dot = param.lastIndexOf(".");
  const [owner, name] = dot < 0 ? [node, param] : [param.slice(0, dot), param.slice(dot + 1)];
  const trainers = Object.values(resolved.nodes).flatMap(({ definition }) =>
    definition !== undefined && isTrainer(definition) ? [definition] : [],
  );
  const owners = [resolved.nodes[owner]?.definition, ...trainers];
  return owners.flatMap((each) => each?.params[name]?.label[language] ?? [])[0] ?? name;
}
