/** Makes a finished run's model callable: a name, the check, the key. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleAlert, Rocket } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../server/failure.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { Button, type ButtonLook } from "../ui/button.tsx";
import { Modal } from "../ui/modal.tsx";
import { endpointName } from "./endpoint-name.ts";
import "./publish-dialog.css";
import { Published } from "./published.tsx";

export interface PublishDialogProps {
  readonly runId: string;
  /** What the run is called; the name is proposed from it. */
  readonly name: string;
  /** Of the button; where Run stands beside it, Run is the louder one. */
  readonly look?: ButtonLook["look"];
}

export function PublishDialog({ runId, name, look = "primary" }: PublishDialogProps) {
  const { t } = useTranslation("publish");
  const publish = useMutation(
    trpc.endpoints.publish.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.pathKey() }),
    }),
  );
  return (
    <Modal
      title={t("title")}
      text={t("text")}
      onOpenChange={() => publish.reset()}
      trigger={
        <Button look={look}>
          <Rocket className="i" aria-hidden="true" />
          {t("open")}
        </Button>
      }
    >
      {publish.isSuccess ? (
        <Published published={publish.data} />
      ) : (
        <PublishForm
          proposed={endpointName(name)}
          busy={publish.isPending}
          error={publish.error}
          onPublish={(chosen) => publish.mutate({ runId, name: chosen })}
        />
      )}
    </Modal>
  );
}

interface PublishFormProps {
  readonly proposed: string;
  readonly busy: boolean;
  readonly error: unknown;
  onPublish(name: string): void;
}

function PublishForm({ proposed, busy, error, onPublish }: PublishFormProps) {
  const { t } = useTranslation("publish");
  const [name, setName] = useState(proposed);
  const endpoints = useQuery(trpc.endpoints.list.queryOptions());
  const exists = endpoints.data?.some((endpoint) => endpoint.name === name) ?? false;
  return (
    <form
      className="publish-form"
      onSubmit={(event) => {
        event.preventDefault();
        onPublish(name.trim());
      }}
    >
      <label className="field">
        <span className="lb">{t("name")}</span>
        <input
          className="input mono"
          value={name}
          maxLength={60}
          required
          aria-describedby="publish-name-help"
          onChange={({ target }) => setName(target.value)}
        />
        <span className="help" id="publish-name-help">
          {exists ? t("newVersion") : t("nameHelp")}
        </span>
      </label>
      {error === null ? null : (
        <p className="refused" role="alert">
          <CircleAlert className="i s" aria-hidden="true" />
          {failureOf(error).message}
        </p>
      )}
      <Button type="submit" look="primary" disabled={busy || name.trim() === ""}>
        {t(busy ? "publishing" : "publish")}
      </Button>
    </form>
  );
}
