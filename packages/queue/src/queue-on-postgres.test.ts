import { conformance } from "./testing/conformance.ts";

conformance("PostgreSQL", async () => ({ stop: async () => undefined }));
