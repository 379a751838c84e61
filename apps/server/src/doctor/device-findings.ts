/** Every device that a model could compute on: whether it works here, and what to install where it does not. */
import { availableParallelism } from "node:os";
import { type DeviceReport, findDevices } from "@fuseline/runtime";
import { messageOf } from "@fuseline/schema";
import type { Settings } from "../settings/settings.ts";
import type { Finding } from "./finding.ts";

export async function deviceFindings(settings: Settings): Promise<Finding[]> {
  return (await findDevices()).map((report) => findingOf(report, settings));
}

function findingOf({ device, issue }: DeviceReport, settings: Settings): Finding {
  if (issue !== null) {
    const [en, ru] = [messageOf(issue, "en"), messageOf(issue, "ru")];
    return {
      name: device,
      ok: settings.device !== device,
      lacking: true,
      found: { en: en.title, ru: ru.title },
      // What no system like this one has needs no advice, unless it was asked for.
      advice:
        issue.facts.trouble === "system" && settings.device !== device ? null : { en: en.fix, ru: ru.fix },
    };
  }
  const threads = settings.threads ?? availableParallelism();
  return {
    name: device,
    ok: true,
    found:
      device === "cpu"
        ? { en: `works, ${threads} threads`, ru: `работает, потоков: ${threads}` }
        : { en: "works", ru: "работает" },
    advice: null,
  };
}
