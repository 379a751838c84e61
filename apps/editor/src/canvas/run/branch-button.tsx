/** Copies the pipeline, so that a change can be tried beside what is there and compared with it. */
import { useMutation } from "@tanstack/react-query";
import { GitBranch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { client, queryClient, trpc } from "../../server/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { allSaved } from "../document/all-saved.ts";
import { useEditorStore } from "../store/editor-context.ts";

/** @param props.node the block to go on with in the copy */
export function BranchButton({ node }: { readonly node?: string }) {
  const { t } = useTranslation("canvas");
  const store = useEditorStore();
  const navigate = useNavigate();
  const branch = useMutation({
    mutationFn: async () => {
      await allSaved(store);
      const { pipelineId, sync } = store.getState();
      const name = t("variantOf", { name: sync.document.name }).slice(0, 200);
      return client.pipelines.branch.mutate({ pipelineId, name });
    },
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.pipelines.list.pathKey() });
      void navigate(`/pipelines/${id}${node === undefined ? "" : `?node=${node}`}`);
    },
  });
  return (
    <Button size="small" disabled={branch.isPending} title={t("branchText")} onClick={() => branch.mutate()}>
      <GitBranch className="i s" aria-hidden="true" />
      {t(branch.isError ? "branchFailed" : "branch")}
    </Button>
  );
}
