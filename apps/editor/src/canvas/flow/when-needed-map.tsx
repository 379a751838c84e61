/** A small map of the whole, shown only while a part of it is out of view. */
import { MiniMap, type ReactFlowState, useStore } from "@xyflow/react";
import { useTranslation } from "react-i18next";

export function WhenNeededMap() {
  const { t } = useTranslation("canvas");
  const hidden = useStore(partIsHidden);
  if (!hidden) return null;
  return (
    <MiniMap
      ariaLabel={t("map")}
      pannable
      zoomable
      nodeColor="var(--line-2)"
      nodeStrokeWidth={0}
      nodeBorderRadius={11}
      maskColor="color-mix(in srgb, var(--paper) 72%, transparent)"
      bgColor="var(--surface)"
    />
  );
}

/** Pixels of a card that may stick out before it counts as hidden. */
const SLACK = 24;

function partIsHidden({ nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform;
  for (const { internals, measured } of nodeLookup.values()) {
    const { x, y } = internals.positionAbsolute;
    const [right, bottom] = [x + (measured.width ?? 0), y + (measured.height ?? 0)];
    if (x * zoom + left < -SLACK || y * zoom + top < -SLACK) return true;
    if (right * zoom + left > width + SLACK || bottom * zoom + top > height + SLACK) return true;
  }
  return false;
}
