/** Changes photos at random while learning, so that little data teaches more. */
import type { PortType, Text, Transform } from "@fuseline/schema";
import { choice, integer, toggle } from "@fuseline/schema";
import { exampleColumn } from "../../define/examples.ts";
import { firstOf } from "../../define/infer.ts";
import { labels } from "../../define/labels.ts";
import { defineNode } from "../../define/node.ts";
import { columnInput, output } from "../../define/ports.ts";
import { words } from "../../define/words.ts";
import { augmentation } from "./augmentation.ts";

const allow = (label: Text, help: Text) => toggle({ label, help, default: true });

export const augmentImage = defineNode({
  kind: "augment-image",
  version: 1,
  group: "prepare",
  stage: "recipe",
  icon: "wand-sparkles",
  title: words("Vary photos", "Изменять фото"),
  summary: words("Random changes while learning.", "Случайные изменения при обучении."),
  params: {
    strength: choice({
      label: words("Strength", "Сила"),
      help: words("How much photos change.", "Насколько сильно меняются фото."),
      options: [
        { value: "off", label: words("Off", "Выключено") },
        {
          value: "light",
          label: words("Light", "Слабо"),
          hint: words("Crops and mirrors.", "Обрезка и отражение."),
        },
        {
          value: "medium",
          label: words("Medium", "Средне"),
          hint: words("Also turns and colours.", "Еще поворот и цвет."),
        },
        {
          value: "strong",
          label: words("Strong", "Сильно"),
          hint: words("More of all, and hidden patches.", "Всего больше, и закрытые места."),
        },
      ],
      default: "light",
    }),
    crop: allow(
      words("Crop", "Обрезка"),
      words("Allow taking a part of the photo.", "Разрешить брать часть фото."),
    ),
    rotate: allow(
      words("Rotate", "Поворот"),
      words("Allow turning, from medium strength on.", "Разрешить поворот, начиная со средней силы."),
    ),
    flip: allow(
      words("Mirror", "Отражение"),
      words(
        "Allow mirroring. Switch off where text, digits, left and right matter.",
        "Разрешить отражение. Выключите, если важны текст, цифры, лево и право.",
      ),
    ),
    colour: allow(
      words("Colour", "Цвет"),
      words(
        "Allow changing brightness, contrast and saturation, from medium strength on.",
        "Разрешить менять яркость, контраст и насыщенность, начиная со средней силы.",
      ),
    ),
    erase: allow(
      words("Hide a patch", "Закрыть место"),
      words(
        "Allow hiding a part of the photo, at full strength.",
        "Разрешить закрывать часть фото при полной силе.",
      ),
    ),
    copies: integer({
      label: words("Copies", "Копии"),
      help: words(
        "With a frozen encoder: how many changed copies of every photo to prepare.",
        "С замороженным кодировщиком: сколько измененных копий каждого фото подготовить.",
      ),
      min: 1,
      max: 16,
      default: 4,
      advanced: true,
    }),
  },
  inputs: { photos: columnInput(["image"], labels.photos) },
  outputs: { photos: output("column", labels.photos) },
  infer: ({ node, params, inputs }) => {
    const photos = firstOf(inputs.photos, "column");
    if (photos === undefined) return { outputs: {}, issues: [] };
    const { strength, copies, ...allowed } = params;
    const changes: Transform = {
      kind: "augment-image",
      params: { ...augmentation(strength, allowed), copies },
      trainingOnly: true,
      node,
    };
    const source = { ...photos.source, transforms: [...photos.source.transforms, changes] };
    const varied: PortType = strength === "off" ? photos : { ...photos, source };
    return { outputs: { photos: varied }, issues: [] };
  },
  draws: true,
  example: { inputs: { photos: [exampleColumn("photo", "image")] } },
});
