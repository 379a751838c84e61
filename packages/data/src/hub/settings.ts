/** Where models come from: `HF_ENDPOINT` (a mirror) and `HF_TOKEN` (for gated models), as the operator set them. */
import { userError } from "../issues.ts";
import { isPrivateAddress, literalAddress } from "../net/private-address.ts";

const PUBLIC_HUB = "https://huggingface.co";

export interface HubSettings {
  readonly endpoint: URL;
  /** The operator named the address, so it may be plain http or private. */
  readonly operatorSet: boolean;
  /** Only where it can travel safely: over https or inside this machine. */
  readonly token: string | null;
}

/** @throws UserError `setting-invalid` naming the variable. */
export function hubSettings(environment: { readonly [name: string]: string | undefined }): HubSettings {
  const given = environment.HF_ENDPOINT?.trim() ?? "";
  const endpoint = parseEndpoint(given === "" ? PUBLIC_HUB : given);
  const token = environment.HF_TOKEN?.trim() ?? "";
  const safe = endpoint.protocol === "https:" || isLoopback(endpoint.hostname);
  return { endpoint, operatorSet: given !== "", token: token !== "" && safe ? token : null };
}

function parseEndpoint(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "") {
    const expected = {
      en: "an address such as https://huggingface.co",
      ru: "адрес вида https://huggingface.co",
    };
    throw userError({ code: "setting-invalid", facts: { setting: "HF_ENDPOINT", value, expected } });
  }
  return url;
}

function isLoopback(hostname: string): boolean {
  const address = literalAddress(hostname);
  if (address === null) return hostname === "localhost" || hostname.endsWith(".localhost");
  return isPrivateAddress(address) && (address === "::1" || address.startsWith("127."));
}
