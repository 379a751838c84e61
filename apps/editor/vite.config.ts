/** Builds the editor. In development (`npx vite` here) requests for data go to a running Fuseline. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env.FUSELINE_URL ?? "http://127.0.0.1:4680";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2023", sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1600 },
  server: {
    host: "127.0.0.1",
    // The server answers only to its own name and to pages of its own.
    proxy: Object.fromEntries(
      ["/trpc", "/uploads", "/media", "/v1"].map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
});
