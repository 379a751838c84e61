/** Coloured lines go in, one ink line comes out. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 30 24" aria-hidden="true">
      <path d="M2 4h5c6 0 6 8 12 8" stroke="var(--m-image)" />
      <path d="M2 12h17" stroke="var(--m-text)" />
      <path d="M2 20h5c6 0 6-8 12-8" stroke="var(--m-table)" />
      <path d="M17 12h7" stroke="var(--ink)" />
      <circle cx="25.5" cy="12" r="3.2" fill="var(--ink)" />
    </svg>
  );
}
