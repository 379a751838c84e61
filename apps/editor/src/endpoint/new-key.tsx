/** Makes a key and shows it, this once. */
import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KeyOnce } from "../publish/published.tsx";
import "../publish/publish-dialog.css";
import { failureOf } from "../server/failure.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Modal } from "../ui/modal.tsx";

export function NewKey({ name }: { readonly name: string }) {
  const { t } = useTranslation("endpoint");
  const [label, setLabel] = useState("");
  const create = useMutation(
    trpc.endpoints.createKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.keys.pathKey() }),
    }),
  );
  return (
    <Modal
      title={t("newKey")}
      text={t("newKeyText")}
      onOpenChange={() => {
        create.reset();
        setLabel("");
      }}
      trigger={
        <Button size="small">
          <Plus className="i s" aria-hidden="true" />
          {t("newKey")}
        </Button>
      }
    >
      {create.isSuccess ? (
        <KeyOnce apiKey={create.data.key} />
      ) : (
        <form
          className="publish-form"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ name, label: label.trim() });
          }}
        >
          <label className="field">
            <span className="lb">{t("keyLabel")}</span>
            <input
              className="input"
              value={label}
              maxLength={100}
              required
              onChange={({ target }) => setLabel(target.value)}
            />
          </label>
          {create.isError ? (
            <p className="refused" role="alert">
              {failureOf(create.error).message}
            </p>
          ) : null}
          <Button type="submit" look="primary" disabled={create.isPending || label.trim() === ""}>
            {t("makeKey")}
          </Button>
        </form>
      )}
    </Modal>
  );
}
