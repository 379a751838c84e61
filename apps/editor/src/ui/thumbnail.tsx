/** A picture of the data, re-encoded small by the server. */
import { useState } from "react";
import "./thumbnail.css";

export interface ThumbnailProps {
  readonly blob: string;
  readonly name: string;
  /** Pixels. */
  readonly side: number;
}

export function Thumbnail({ blob, name, side }: ThumbnailProps) {
  const [broken, setBroken] = useState(false);
  if (broken) return <span className="thumbnail" style={{ width: side, height: side }} title={name} />;
  return (
    <img
      className="thumbnail"
      src={`/media/${blob}?w=${Math.min(2048, side * 2)}`}
      alt={name}
      width={side}
      height={side}
      loading="lazy"
      onError={() => setBroken(true)}
    />
  );
}
