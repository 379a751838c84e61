/** `test` for journeys that need models of a hub: a product of its own beside a hub on loopback. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Fuseline } from "./fuseline.ts";
import { SHARED } from "./grocery.ts";
import { test as base } from "./journey.ts";
import { serveHub } from "./loopback-hub.ts";

export const test = base.extend<{ readonly withHub: Fuseline }>({
  withHub: async ({ browserName: _ }, use) => {
    const hub = await serveHub(join(SHARED, "hub"));
    const product = await Fuseline.start({ hub: hub.address });
    await use(product);
    await product.remove();
    hub.close();
  },
});

test.skip(() => !existsSync(join(SHARED, "hub/fuseline")), "shared/hub is absent");

export { expect } from "./journey.ts";
