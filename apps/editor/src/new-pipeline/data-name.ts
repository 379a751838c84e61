/** What a set of data is called on the screen. */
import type { DataOrigin } from "@fuseline/nodes/templates";
import type { TFunction } from "i18next";

export function dataName(origin: DataOrigin, t: TFunction<"newPipeline">): string {
  switch (origin.kind) {
    case "table":
      return origin.table.name;
    case "files":
      return origin.files.name;
    case "captions":
      return origin.captions.name;
    case "sample":
      return t("sampleEmoji");
    case "generated":
      return t("sampleTwoParts");
  }
}
