/** The one connection to the server: typed calls in batches, streams over SSE, answers kept by TanStack Query. */
import type { AppRouter } from "@fuseline/server";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { currentLanguage } from "../i18n/i18n.ts";
import { isLasting } from "./failure.ts";

const url = "/trpc";

export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: ({ type }) => type === "subscription",
      true: httpSubscriptionLink({ url }),
      // Streamed, so that a quick answer does not wait for a slow one asked at the same time.
      // The server words its refusals in the language it is asked in.
      false: httpBatchStreamLink({ url, headers: () => ({ "accept-language": currentLanguage() }) }),
    }),
  ],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => count < 2 && !isLasting(error),
    },
  },
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
