/** A ring that fills. `share` from 0 to 1. */
export function ProgressRing({ share }: { readonly share: number }) {
  return (
    <svg className="ring" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.5" />
      <circle cx="10" cy="10" r="7.5" pathLength="100" strokeDasharray={`${Math.round(share * 100)} 100`} />
    </svg>
  );
}
