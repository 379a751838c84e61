/** A problem that was met twice, such as in two attempts, is shown once; errors come first. */
import { canonicalJson, type Issue } from "@fuseline/schema";

const ORDER: { readonly [S in Issue["severity"]]: number } = { error: 0, warning: 1, hint: 2 };

export function distinctIssues(issues: readonly Issue[]): readonly Issue[] {
  const first = new Map<string, Issue>();
  for (const issue of issues) {
    const key = canonicalJson({ code: issue.code, at: { ...issue.at }, facts: issue.facts });
    if (!first.has(key)) first.set(key, issue);
  }
  return [...first.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
