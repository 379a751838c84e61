/** Parameters that many nodes share, declared once so that they read and behave the same everywhere. */
import { choice, integer, number } from "@fuseline/schema";
import { words } from "./words.ts";

export const WIDTH = {
  width: integer({
    label: words("Width", "Ширина"),
    help: words(
      "Size of the resulting vector; bigger remembers more and learns slower.",
      "Размер получаемого вектора: больший помнит больше, но учится медленнее.",
    ),
    min: 8,
    max: 4096,
    default: 256,
  }),
} as const;

export const ATT = {
  heads: integer({
    label: words("Attention heads", "Головы внимания"),
    help: words(
      "How many things attention can look for at once; must divide the width.",
      "Сколько вещей внимание может искать одновременно; ширина должна делиться на это число.",
    ),
    min: 1,
    max: 32,
    default: 4,
  }),
  layers: integer({
    label: words("Layers", "Слои"),
    help: words("How many times the parts look at each other.", "Сколько раз части смотрят друг на друга."),
    min: 1,
    max: 24,
    default: 2,
  }),
  mlpRatio: number({
    label: words("Inner width", "Внутренняя ширина"),
    help: words(
      "Width of the inner layer, as a multiple.",
      "Ширина внутреннего слоя, во сколько раз больше.",
    ),
    min: 1,
    max: 8,
    default: 4,
    advanced: true,
  }),
} as const;

/** The share of signals hidden while learning; nodes differ only in where it starts and whether it is folded away. */
export const dropout = (options: { readonly default: number; readonly advanced?: boolean }) =>
  number({
    label: words("Dropout", "Прореживание"),
    help: words(
      "Share of signals switched off while learning, against learning by heart.",
      "Доля сигналов, выключаемых при обучении, чтобы модель не заучивала наизусть.",
    ),
    min: 0,
    max: 0.9,
    ...options,
  });

export const DROP = { dropout: dropout({ default: 0.1 }) } as const;

/** An extra layer inside a head. */
export const HIDDEN = {
  hidden: integer({
    label: words("Hidden layer", "Скрытый слой"),
    help: words("An extra layer; 0 for none.", "Дополнительный слой; 0 — без него."),
    min: 0,
    max: 4096,
    default: 0,
  }),
} as const;

/** Bends the sums of a layer. */
export const ACTIVATION = {
  activation: choice({
    label: words("Activation", "Активация"),
    help: words(
      "What bends the sums, so that layers add something to each other.",
      "Что изгибает суммы, чтобы слои дополняли друг друга.",
    ),
    options: [
      { value: "gelu", label: words("GELU, smooth", "GELU, плавная") },
      { value: "relu", label: words("ReLU, cuts below zero", "ReLU, обрезает ниже нуля") },
      { value: "none", label: words("None", "Без нее") },
    ],
    default: "gelu",
    advanced: true,
  }),
} as const;
