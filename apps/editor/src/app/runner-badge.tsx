/** What computes: the first runner's device, and whether it is free. */
import { useQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { trpc } from "../server/trpc.ts";

export function RunnerBadge() {
  const { t } = useTranslation();
  const { data } = useQuery(trpc.system.runners.queryOptions(undefined, { refetchInterval: 10_000 }));
  if (data === undefined) return null;
  const [first] = data;
  const device =
    first === undefined ? "" : `${first.device.toUpperCase()}, ${t("threads", { count: first.threads })}`;
  const words =
    first === undefined
      ? t("runnerAbsent")
      : t(data.some(({ runId }) => runId === null) ? "runnerFree" : "runnerBusy", { device });
  return (
    <span className="device hide-m">
      <Cpu className="i s" aria-hidden="true" />
      {words}
    </span>
  );
}
