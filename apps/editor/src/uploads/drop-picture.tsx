/** Files of four kinds run into one arrow. */
const FILES = [
  { name: "ZIP", x: 24, y: 6, colour: "image" },
  { name: "XLSX", x: 24, y: 46, colour: "table" },
  { name: "CSV", x: 234, y: 6, colour: "text" },
  { name: "JPG", x: 234, y: 46, colour: "video" },
] as const;
const LINES = {
  image: "M66 24h44c24 0 24 20 40 20",
  table: "M66 64h44c24 0 24-20 40-20",
  text: "M234 24h-44c-24 0-24 20-40 20",
  video: "M234 64h-44c-24 0-24-20-40-20",
} as const;

export function DropPicture() {
  return (
    <svg viewBox="0 0 300 88" className="drop-picture" aria-hidden="true">
      {FILES.map(({ colour }) => (
        <path key={colour} d={LINES[colour]} stroke={`var(--m-${colour})`} />
      ))}
      <circle cx="150" cy="44" r="15" fill="var(--ink)" stroke="none" />
      <path d="M150 50.5v-13M144.5 43l5.5-5.5 5.5 5.5" stroke="var(--on-ink)" strokeWidth="2" />
      {FILES.map(({ name, x, y, colour }) => (
        <g key={name}>
          <rect x={x} y={y} width="42" height="36" rx="8" fill={`var(--m-${colour}-tint)`} stroke="none" />
          <text x={x + 21} y={y + 22} textAnchor="middle" fill={`var(--m-${colour})`}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
