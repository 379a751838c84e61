/** Where an endpoint is called, ready to be copied. */
import { CopyButton } from "../ui/copy-button.tsx";
import "./call-address.css";

export function CallAddress({ url }: { readonly url: string }) {
  return (
    <div className="call-address">
      <b>POST</b>
      <code>{url}</code>
      <CopyButton text={url} />
    </div>
  );
}
