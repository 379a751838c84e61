/** What was changed between the documents of two runs, in the words of the blocks. Places and names do not count. */
import { catalog } from "@fuseline/nodes";
import { type Language, type PipelineDocument, sameJson } from "@fuseline/schema";
import { nodeTitle } from "../run/node-title.ts";

export type DocumentChange =
  | { readonly what: "added" | "removed"; readonly node: string }
  | { readonly what: "setting"; readonly node: string; readonly setting: string };

export interface TwoDocuments {
  readonly before: PipelineDocument;
  readonly after: PipelineDocument;
}

export function documentChanges(
  { before, after }: TwoDocuments,
  language: Language,
): readonly DocumentChange[] {
  const ids = [...new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])];
  return ids.flatMap((id): DocumentChange[] => {
    const [was, is] = [before.nodes[id], after.nodes[id]];
    if (was === undefined) return [{ what: "added", node: nodeTitle(after, id, language) }];
    if (is === undefined) return [{ what: "removed", node: nodeTitle(before, id, language) }];
    const fields = catalog.get(is.kind)?.params ?? {};
    return Object.keys({ ...was.params, ...is.params })
      .filter((name) => !sameJson(was.params[name] ?? null, is.params[name] ?? null))
      .map((name) => ({
        what: "setting",
        node: nodeTitle(after, id, language),
        setting: fields[name]?.label[language] ?? name,
      }));
  });
}
