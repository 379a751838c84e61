/** Reads a column as the kind of data that a person chose for it. */
import type { Cell, Issue, Modality } from "@fuseline/schema";
import { makeIssue } from "../issues.ts";
import { splitLabels } from "../tables/labels.ts";
import { parseBoolean } from "../tables/parse-boolean.ts";
import { findDayOrder, parseDate } from "../tables/parse-date.ts";
import { findDecimal, parseNumber } from "../tables/parse-number.ts";
import { type Column, isMedia, textOf } from "../tables/table-columns.ts";

const LISTED = 20;

/** Cells that cannot be read so become empty and are reported. */
export function convertColumn(
  column: Column,
  to: { readonly modality: Modality; readonly several: boolean },
): { readonly column: Column; readonly issues: readonly Issue[] } {
  if (column.modality === to.modality && column.several === to.several) return { column, issues: [] };
  const read = readerFor(column, to.modality);
  const values = column.values.map((cell) => inShape(cell === null ? null : read(cell), to.several));
  const lost = values.flatMap((value, row) =>
    value === null && textOf(column.values[row] ?? null) !== "" ? [row] : [],
  );
  const converted = { name: column.name, modality: to.modality, several: to.several, values };
  if (lost.length === 0) return { column: converted, issues: [] };
  const facts = {
    column: column.name,
    modality: to.modality,
    count: lost.length,
    examples: lost.slice(0, 3).map((row) => textOf(column.values[row] ?? null)),
    places: lost.slice(0, LISTED),
  };
  return { column: converted, issues: [makeIssue({ code: "cells-unreadable", severity: "warning", facts })] };
}

type Item = Exclude<Cell, null>;

function readerFor(column: Column, to: Modality): (cell: Item) => Cell {
  const texts = column.values.map(textOf).filter((text) => text !== "");
  switch (to) {
    case "number": {
      const decimal = findDecimal(texts);
      return (cell) => {
        if (typeof cell === "boolean") return cell ? 1 : 0;
        return typeof cell === "number" ? cell : parseNumber(textOf(cell), decimal);
      };
    }
    case "date": {
      const { order } = findDayOrder(texts);
      return (cell) => parseDate(textOf(cell), order);
    }
    case "boolean":
      return (cell) => (cell === 1 || cell === 0 ? cell === 1 : parseBoolean(textOf(cell)));
    case "labels":
      return (cell) =>
        Array.isArray(cell)
          ? cell
          : splitLabels(textOf(cell), texts.some((text) => text.includes("|")) ? "|" : ";");
    case "text":
    case "category":
    case "identity":
      return (cell) => (Array.isArray(cell) && !cell.some(isMedia) ? cell : textOf(cell));
    case "image":
    case "audio":
    case "video":
    case "document":
    case "boxes":
    case "fields":
      return (cell) => cell;
  }
}

function inShape(cell: Cell, several: boolean): Cell {
  const isList = typeof cell === "object" && cell !== null && !isMedia(cell);
  if (several) return cell === null || isList ? cell : typeof cell === "boolean" ? [String(cell)] : [cell];
  return isList ? (cell[0] ?? null) : cell;
}
