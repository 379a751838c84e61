/** Paints cards and wires as they look from far away: a ground in the card's colour, its title large, plain wires. */
import { wirePath } from "../graph/wire-path.ts";
import type { FarColours } from "./far-colours.ts";
import type { FarCard, FarScene, FarWire } from "./far-scene.ts";
import { titleLines } from "./title-lines.ts";

/** Pixels at 100 %, as in card.css, wire.css and far.css. */
const CORNER = 11;
const RING = 6;
const CASING = 7;
const WIDTH = { plain: 2, thick: 2.6, wrong: 2 } as const;
const DIM = 0.42;
const BLOCKED = 0.55;
const TITLE = { size: 24, line: 27.6, left: 12, top: 10 } as const;

/** @param to scaled and moved so that it takes coordinates of the drawing */
export function paintFar(to: CanvasRenderingContext2D, scene: FarScene, colours: FarColours): void {
  to.lineCap = "round";
  for (const wire of scene.wires) paintWire(to, wire, colours);
  to.font = `640 ${TITLE.size}px ${colours.font}`;
  to.textBaseline = "alphabetic";
  for (const card of scene.cards) paintCard(to, card, colours);
}

const paths = new WeakMap<FarWire["points"], Path2D>();

function paintWire(
  to: CanvasRenderingContext2D,
  { points, tint, look, dim }: FarWire,
  colours: FarColours,
): void {
  const path = paths.get(points) ?? new Path2D(wirePath(points));
  paths.set(points, path);
  to.strokeStyle = colours.plain.paper;
  to.lineWidth = CASING;
  to.stroke(path);
  to.strokeStyle = look === "wrong" ? colours.plain.error : colours.ink[tint];
  to.lineWidth = WIDTH[look];
  to.globalAlpha = dim ? DIM : 1;
  to.setLineDash(look === "wrong" ? [4, 5] : []);
  to.stroke(path);
  to.setLineDash([]);
  to.globalAlpha = 1;
}

function paintCard(to: CanvasRenderingContext2D, card: FarCard, colours: FarColours): void {
  const { x, y, width, height, look, tint } = card;
  if (look !== "plain") {
    to.fillStyle = look === "bad" ? colours.plain.error : colours.plain.accent;
    to.beginPath();
    to.roundRect(x - RING, y - RING, width + 2 * RING, height + 2 * RING, CORNER + RING);
    to.fill();
  }
  to.beginPath();
  to.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, CORNER);
  to.fillStyle =
    look === "bad"
      ? colours.plain.errorGround
      : look === "runs"
        ? colours.plain.accentGround
        : colours.ground[tint];
  to.fill();
  to.strokeStyle =
    look === "bad" ? colours.plain.error : look === "runs" ? colours.plain.accent : colours.plain.border;
  to.lineWidth = 1;
  to.stroke();
  paintTitle(to, card, colours);
}

function paintTitle(
  to: CanvasRenderingContext2D,
  { x, y, width, height, title, blocked }: FarCard,
  colours: FarColours,
): void {
  const lines = titleLines(title, width - 2 * TITLE.left, (text) => to.measureText(text).width);
  to.fillStyle = colours.plain.title;
  to.globalAlpha = blocked ? BLOCKED : 1;
  const room = Math.max(1, Math.floor((height - TITLE.top) / TITLE.line));
  for (const [place, line] of lines.slice(0, room).entries())
    to.fillText(line, x + TITLE.left, y + TITLE.top + TITLE.size * 0.9 + place * TITLE.line);
  to.globalAlpha = 1;
}
