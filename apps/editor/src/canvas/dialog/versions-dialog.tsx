/** Named versions of the pipeline: name the present one, go back to an earlier one. */
import { parseDocument } from "@fuseline/schema";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, queryClient, trpc } from "../../server/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { FailureNotice } from "../../ui/failure-notice.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { restore } from "../edit/restore.ts";
import { BranchButton } from "../run/branch-button.tsx";
import { useEditor, useEditorStore } from "../store/editor-context.ts";
import { EditorDialog } from "./editor-dialog.tsx";

export function VersionsDialog() {
  const { t } = useTranslation("canvas");
  const pipelineId = useEditor((state) => state.pipelineId);
  const versions = useQuery(trpc.pipelines.versions.queryOptions({ pipelineId }, { staleTime: 0 }));
  return (
    <EditorDialog title={t("versions")} text={t("versionsText")}>
      <NameVersion pipelineId={pipelineId} />
      <p className="row branch-row">
        <span className="muted grow">{t("branchText")}</span>
        <BranchButton />
      </p>
      {versions.isError ? <FailureNotice error={versions.error} retry={versions.refetch} /> : null}
      <ol className="version-list">
        {versions.data?.map((version) => (
          <li key={version.id} className="row">
            <span>
              <b>{version.name}</b> <TimeAgo at={version.createdAt} />
            </span>
            <span className="grow" />
            <RestoreButton versionId={version.id} />
          </li>
        ))}
      </ol>
    </EditorDialog>
  );
}

function NameVersion({ pipelineId }: { readonly pipelineId: string }) {
  const { t } = useTranslation("canvas");
  const [name, setName] = useState("");
  const save = useMutation(
    trpc.pipelines.nameVersion.mutationOptions({
      onSuccess: () => {
        setName("");
        return queryClient.invalidateQueries({ queryKey: trpc.pipelines.versions.pathKey() });
      },
    }),
  );
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") save.mutate({ pipelineId, name: name.trim() });
      }}
    >
      <input
        className="input"
        value={name}
        maxLength={100}
        aria-label={t("versionName")}
        placeholder={t("versionName")}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={name.trim() === "" || save.isPending}>
        {t("keepVersion")}
      </Button>
    </form>
  );
}

function RestoreButton({ versionId }: { readonly versionId: string }) {
  const { t } = useTranslation("canvas");
  const store = useEditorStore();
  const bring = useMutation({
    mutationFn: () => client.pipelines.version.query({ versionId }),
    onSuccess: ({ document }) => {
      const parsed = parseDocument(document);
      if (!parsed.ok) return;
      const state = store.getState();
      state.edit(restore(state.sync.document, parsed.value));
      state.showDialog(null);
    },
  });
  return (
    <Button size="small" disabled={bring.isPending} onClick={() => bring.mutate()}>
      {t(bring.isError ? "restoreFailed" : "restore")}
    </Button>
  );
}
