/** Who may call: keys with their last use; a new one is shown once. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EndpointKey } from "../server/shapes.ts";
import { queryClient, trpc } from "../server/trpc.ts";
import { Button } from "../ui/button.tsx";
import { FailureNotice } from "../ui/failure-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { NewKey } from "./new-key.tsx";

export function KeysCard({ name }: { readonly name: string }) {
  const { t } = useTranslation("endpoint");
  const keys = useQuery(trpc.endpoints.keys.queryOptions({ name }));
  return (
    <section className="card keys-card" aria-labelledby="keys-title">
      <header>
        <h2 id="keys-title">{t("keys")}</h2>
        <span className="grow" />
        <NewKey name={name} />
      </header>
      <div className="in">
        {keys.isPending ? <Skeleton rows={2} height={44} /> : null}
        {keys.isError ? <FailureNotice error={keys.error} retry={keys.refetch} /> : null}
        <ul>
          {keys.data?.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function KeyRow({ apiKey: { id, label, prefix, lastUsedAt, revokedAt } }: { readonly apiKey: EndpointKey }) {
  const { t } = useTranslation("endpoint");
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(
    trpc.endpoints.revokeKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.keys.pathKey() }),
    }),
  );
  return (
    <li data-revoked={revokedAt !== null}>
      <KeyRound className="i" aria-hidden="true" />
      <span className="key-name">
        <b>{label}</b>
        <code>{prefix}…</code>
      </span>
      <span className="muted">
        {revokedAt !== null ? (
          t("revoked")
        ) : lastUsedAt === null ? (
          t("neverUsed")
        ) : (
          <>
            {t("used")} <TimeAgo at={lastUsedAt} />
          </>
        )}
      </span>
      {revokedAt === null ? (
        <Button
          size="small"
          look={asking ? "danger" : "quiet"}
          aria-label={t("revokeKey", { label })}
          onBlur={() => setAsking(false)}
          onClick={() => (asking ? revoke.mutate({ keyId: id }) : setAsking(true))}
        >
          {t(asking ? "reallyRevoke" : "revoke")}
        </Button>
      ) : null}
    </li>
  );
}
