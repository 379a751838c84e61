/** The mark of a port: its shape says what it carries, its colour (from `--m`) where that comes from. */
import type { ReactNode } from "react";
import type { PortShape } from "../graph/port-shape.ts";

const tile = <rect className="pb" x="1" y="1" width="12" height="12" rx="3" />;

const MARKS: { readonly [S in PortShape]: ReactNode } = {
  image: (
    <>
      {tile}
      <path className="pg" d="M3.4 9.8 6 6.6l1.8 2 1.2-1.2 1.7 2.4z" />
      <circle className="pg" cx="9.6" cy="4.6" r="1" />
    </>
  ),
  text: (
    <>
      {tile}
      <path className="ps" d="M3.8 5h6.4M3.8 7h6.4M3.8 9h3.8" />
    </>
  ),
  table: (
    <>
      {tile}
      <path className="ps" d="M3.6 5.4h6.8M3.6 8.6h6.8M7 3.6v6.8" />
    </>
  ),
  audio: (
    <>
      {tile}
      <path className="ps" d="M3.6 6v2M5.9 4v6M8.2 5v4M10.4 6v2" />
    </>
  ),
  video: (
    <>
      {tile}
      <path className="pg" d="M5.4 4.2 10 7l-4.6 2.8z" />
    </>
  ),
  document: (
    <>
      {tile}
      <path className="ps" d="M4.6 3.6h3.2l1.8 1.8v5H4.6zM6 7h2.2M6 8.8h2.2" />
    </>
  ),
  rows: (
    <>
      <rect className="pb" x="1" y="1" width="12" height="12" rx="1" />
      <path className="ps" d="M3.6 4.6h6.8M3.6 7h6.8M3.6 9.4h6.8" />
    </>
  ),
  label: (
    <>
      <path className="pb" d="M1.4 2.4h6.9L12.9 7l-4.6 4.6H1.4z" />
      <circle className="pg" cx="4.6" cy="7" r="1.2" />
    </>
  ),
  features: (
    <>
      <circle className="pb" cx="7" cy="7" r="6" />
      <circle className="pg" cx="7" cy="7" r="2" />
    </>
  ),
  scores: <path className="pb" d="M2 1.4 12.8 7 2 12.6z" />,
  loss: <path className="pb" d="M7 .6 13.4 7 7 13.4.6 7z" />,
  model: <path className="pb" d="M3.9 1.4h6.2L13.4 7l-3.3 5.6H3.9L.6 7z" />,
  report: <circle className="po" cx="7" cy="7" r="4.8" />,
};

export function PortMark({ shape }: { readonly shape: PortShape }) {
  return (
    <svg className="port-g" viewBox="0 0 14 14" aria-hidden="true">
      {MARKS[shape]}
    </svg>
  );
}
