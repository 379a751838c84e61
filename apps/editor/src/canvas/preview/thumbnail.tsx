/** A small picture of the person's data. */
export function Thumbnail({ blob }: { readonly blob: string }) {
  return <img className="thumb" src={`/media/${blob}?w=64`} alt="" loading="lazy" draggable={false} />;
}
