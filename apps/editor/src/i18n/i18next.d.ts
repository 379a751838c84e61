/** Tells i18next which words there are, so that a misspelt key does not compile. */
import type { Tables } from "./tables.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { [N in keyof Tables]: { [K in keyof Tables[N]]: string } };
  }
}
