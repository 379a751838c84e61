/** Scores of every pair among the measured rows, and what each direction of the search is called. */
import type { ScoreMatrix } from "@fuseline/metrics";
import { isSupervision, type PairSide, recipeColumns } from "@fuseline/runtime";
import type { Modality } from "@fuseline/schema";
import { type Measured, truthOf } from "../define/measured.ts";

export interface PairScores {
  /** Rows that have both sides; the matrix has one row and one column for each. */
  readonly measured: Measured;
  readonly a: PairSide;
  readonly b: PairSide;
  /** Rows are the first side, columns the second. */
  readonly matrix: ScoreMatrix;
}

/** Null where no row has both sides. */
export async function pairScores(all: Measured): Promise<PairScores | null> {
  const { head } = all.manifest;
  if (head.task !== "pairs") throw new Error(`pairs are not what a model for ${head.task} answers`);
  const outputs = await all.forward();
  const [a, b] = [outputs[head.a.output], outputs[head.b.output]];
  if (a === undefined || b === undefined) throw new Error("the model gave no vectors");
  const places = all.rows.flatMap((row, place) =>
    hasSide(all, head.a, row) && hasSide(all, head.b, row) ? [place] : [],
  );
  if (places.length === 0) return null;
  const scores = new Float64Array(places.length ** 2);
  places.forEach((i, from) => {
    places.forEach((j, to) => {
      let sum = 0;
      for (let k = 0; k < a.width; k++)
        sum += (a.data[i * a.width + k] ?? 0) * (b.data[j * a.width + k] ?? 0);
      scores[from * places.length + to] = sum;
    });
  });
  const { groups } = all;
  const measured = {
    ...all,
    rows: places.map((place) => all.rows[place] ?? 0),
    ...(groups === undefined ? {} : { groups: places.map((place) => groups[place] ?? "") }),
  };
  const keys = truthOf(measured, "pair-key") ?? measured.rows;
  return { measured, a: head.a, b: head.b, matrix: { scores, rowKeys: keys, columnKeys: keys } };
}

/** A side is there when any of its columns is. */
function hasSide({ manifest, arrays }: Measured, side: PairSide, row: number): boolean {
  const presences = Object.entries(manifest.sources).flatMap(([name, recipe]) => {
    const presence = arrays[name]?.presence;
    const own =
      !isSupervision(recipe) && recipeColumns(recipe).some((column) => side.inputs.includes(column));
    return own && presence !== undefined ? [Number(presence.data[row] ?? 0)] : [];
  });
  return presences.length === 0 || presences.some((presence) => presence === 1);
}

/** One direction of the search. */
export interface SearchWay {
  /** `imageToText` and the like: what searches, and what is found. */
  readonly name: string;
  /** Rows search among columns. */
  readonly matrix: ScoreMatrix;
  readonly from: PairSide;
  readonly to: PairSide;
}

export function searchWays({ a, b, matrix }: PairScores): readonly SearchWay[] {
  return [
    { name: direction(a, b), matrix, from: a, to: b },
    { name: direction(b, a), matrix: turned(matrix), from: b, to: a },
  ];
}

function direction(from: PairSide, to: PairSide): string {
  const word = spoken(to.modality);
  return `${spoken(from.modality)}To${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** A category is searched by its name. */
function spoken(modality: Modality): string {
  return modality === "category" ? "text" : modality;
}

/** The same scores, seen from the other side. */
function turned({ scores, rowKeys, columnKeys }: ScoreMatrix): ScoreMatrix {
  const [height, width] = [rowKeys.length, columnKeys.length];
  const swapped = Float64Array.from(
    { length: height * width },
    (_, place) => scores[(place % height) * width + Math.floor(place / height)] ?? 0,
  );
  return { scores: swapped, rowKeys: columnKeys, columnKeys: rowKeys };
}
