import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hub } from "@fuseline/data";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSettings } from "../settings/settings.ts";
import { examine } from "./examine.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fuseline-doctor-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function findings(environment: { readonly [name: string]: string }) {
  const given = { FUSELINE_DATA_DIR: folder, FUSELINE_PORT: "0", ...environment };
  const hub = Hub.fromEnvironment(join(folder, "models"), given);
  const found = await examine({
    settings: readSettings(given),
    environment: given,
    versions: { onnxruntime: "1" },
    hub,
    running: false,
  });
  await hub.close();
  return Object.fromEntries(found.map(({ name, ok }) => [name, ok]));
}

it("says whether the hub answers, whatever it answers with", async () => {
  const hub = createServer((_, response) => response.writeHead(404).end("nothing here")).listen(
    0,
    "127.0.0.1",
  );
  await once(hub, "listening");
  const endpoint = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
  expect(await findings({ HF_ENDPOINT: endpoint })).toMatchObject({ versions: true, disk: true, hub: true });
  hub.closeAllConnections();
  hub.close();
  await once(hub, "close");
  expect(await findings({ HF_ENDPOINT: endpoint })).toMatchObject({ versions: true, disk: true, hub: false });
});

it("lists every device; one that is not here is no harm, unless it was asked for", async () => {
  const unreachable = { HF_ENDPOINT: "http://127.0.0.1:9" };
  const elsewhere = process.platform === "win32" ? "coreml" : "dml";
  expect(await findings(unreachable)).toMatchObject({
    cpu: true,
    cuda: true,
    webgpu: true,
    [elsewhere]: true,
  });
  const asked = await findings({ ...unreachable, FUSELINE_DEVICE: elsewhere });
  expect(asked).toMatchObject({ cpu: true, [elsewhere]: false });
});
