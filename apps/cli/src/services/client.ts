/** The command line's way to a server: tRPC over HTTP with the owner's token, events over SSE. */
import type { AppRouter } from "@fuseline/server";
import type { ServerFile } from "@fuseline/server/locate";
import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import { EventSource } from "eventsource";

export type Client = TRPCClient<AppRouter>;

export function makeClient(
  { address, token }: Pick<ServerFile, "address" | "token">,
  language: string,
): Client {
  const url = `${address}/trpc`;
  const headers = { authorization: `Bearer ${token}`, "accept-language": language };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: {
            fetch: (input: string | URL, init: RequestInit) =>
              fetch(input, {
                ...init,
                headers: { ...(init.headers as { [name: string]: string }), ...headers },
              }),
          },
        }),
        false: httpLink({ url, headers }),
      }),
    ],
  });
}
