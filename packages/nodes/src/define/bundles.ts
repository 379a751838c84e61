/** Parameters that many nodes share, declared once so that they read and behave the same everywhere. */
import { choice, type Field, integer, number } from "@fuseline/schema";
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

/** Residual blocks that are skipped while learning; hidden where none learns. */
export const stochasticDepth = (options: Pick<Field, "when"> = {}) =>
  number({
    label: words("Stochastic depth", "Случайная глубина"),
    help: words(
      "Share of rows that skip the last block while learning, fewer for earlier ones; steadies deep networks. 0: none.",
      "Доля строк, которые при обучении минуют последний блок, ранние — реже; помогает глубоким сетям. 0 — без этого.",
    ),
    min: 0,
    max: 0.5,
    default: 0,
    advanced: true,
    ...options,
  });

/** How much of a ready encoder may change while the rest learns. */
export const TUNE = {
  tuning: choice({
    label: words("What may change", "Что может меняться"),
    help: words(
      "How much of the ready model learns on your data: more fits better and takes longer.",
      "Какая часть готовой модели учится на ваших данных: чем больше, тем точнее и дольше.",
    ),
    options: [
      {
        value: "frozen",
        label: words("Nothing", "Ничего"),
        hint: words(
          "Every cell is read once; the quickest.",
          "Каждая ячейка читается один раз; быстрее всего.",
        ),
      },
      {
        value: "head",
        label: words("Its last layer", "Последний слой"),
        hint: words("The layers before it are read once.", "Слои до него читаются один раз."),
      },
      {
        value: "last-blocks",
        label: words("Its last blocks", "Последние блоки"),
        hint: words("The blocks before them are read once.", "Блоки до них читаются один раз."),
      },
      {
        value: "lora",
        label: words("Small add-ons (LoRA)", "Малые надстройки (LoRA)"),
        hint: words(
          "Little memory; the whole model runs in every step.",
          "Мало памяти; на каждом шаге работает вся модель.",
        ),
      },
      {
        value: "full",
        label: words("Everything", "Все"),
        hint: words("Needs the most data, memory and time.", "Нужно больше всего данных, памяти и времени."),
      },
    ],
    default: "frozen",
  }),
  blocks: integer({
    label: words("Blocks", "Блоки"),
    help: words("How many blocks at the end learn.", "Сколько последних блоков учится."),
    min: 1,
    max: 24,
    default: 2,
    when: { param: "tuning", is: ["last-blocks"] },
  }),
  rank: integer({
    label: words("Rank", "Ранг"),
    help: words("Size of the add-ons.", "Размер надстроек."),
    min: 1,
    max: 128,
    default: 8,
    when: { param: "tuning", is: ["lora"] },
  }),
  alpha: number({
    label: words("Strength", "Сила"),
    help: words(
      "What the add-ons are multiplied by, divided by their rank.",
      "На что умножаются надстройки, деленное на ранг.",
    ),
    min: 1,
    max: 512,
    default: 16,
    advanced: true,
    when: { param: "tuning", is: ["lora"] },
  }),
  loraTargets: choice({
    label: words("Where add-ons go", "Где надстройки"),
    help: words(
      "Models without attention have them at every product.",
      "В моделях без внимания они стоят у каждого произведения.",
    ),
    options: [
      { value: "attention", label: words("Attention", "Внимание") },
      { value: "all", label: words("Attention and inner layers", "Внимание и внутренние слои") },
    ],
    default: "attention",
    advanced: true,
    when: { param: "tuning", is: ["lora"] },
  }),
  rateScale: number({
    label: words("Its learning rate", "Ее скорость обучения"),
    help: words(
      "Ready layers learn at this share of the trainer's rate.",
      "Готовые слои учатся с такой долей скорости обучения.",
    ),
    min: 0.001,
    max: 10,
    default: 0.1,
    advanced: true,
    // Add-ons are new: they learn at the trainer's rate.
    when: { param: "tuning", is: ["head", "last-blocks", "full"] },
  }),
  layerDecay: number({
    label: words("Slower with depth", "Медленнее с глубиной"),
    help: words(
      "Every block further from the end learns at this share of the one behind it; 1: all alike.",
      "Каждый более ранний блок учится с такой долей скорости следующего за ним; 1 — все одинаково.",
    ),
    min: 0.3,
    max: 1,
    default: 1,
    advanced: true,
    when: { param: "tuning", is: ["last-blocks", "full"] },
  }),
  stochasticDepth: stochasticDepth({ when: { param: "tuning", is: ["last-blocks", "lora", "full"] } }),
} as const;

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
