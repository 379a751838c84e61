/** Held-out rows to try with one click: their pictures, or their first words. */
import { useQuery } from "@tanstack/react-query";
import { Shuffle } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { picturesIn } from "../results/row-parts.ts";
import type { ExampleRows } from "../server/shapes.ts";
import { trpc } from "../server/trpc.ts";
import { Thumbnail } from "../ui/thumbnail.tsx";
import "./example-strip.css";

export interface Example {
  readonly columns: readonly string[];
  readonly row: ExampleRows["rows"][number];
}

export interface ExampleStripProps {
  readonly runId: string;
  onExample(example: Example): void;
}

const SHOWN = 7;

export function ExampleStrip({ runId, onExample }: ExampleStripProps) {
  const { t } = useTranslation("trial");
  const [skip, setSkip] = useState(0);
  const examples = useQuery(
    trpc.trials.examples.queryOptions(
      { runId, limit: SHOWN, skip },
      { staleTime: Number.POSITIVE_INFINITY, placeholderData: (before) => before },
    ),
  );
  if (examples.data === undefined || examples.data.rows.length === 0) return null;
  const { columns, rows } = examples.data;
  return (
    <section className="examples" aria-label={t("heldOut")}>
      <p className="muted">{t("heldOutText")}</p>
      <div>
        {rows.map((row) => (
          <button
            key={row.place}
            type="button"
            aria-label={t("tryRow", { row: row.place + 1 })}
            onClick={() => onExample({ columns, row })}
          >
            <ExampleFace cells={row.cells} />
          </button>
        ))}
        <button
          type="button"
          className="ib"
          aria-label={t("others")}
          title={t("others")}
          onClick={() => setSkip(skip + 3)}
        >
          <Shuffle className="i s" aria-hidden="true" />
        </button>
      </div>
    </section>
  );
}

function ExampleFace({ cells }: { readonly cells: readonly unknown[] }) {
  const [picture] = picturesIn(cells);
  if (picture !== undefined) return <Thumbnail blob={picture.blob} name={picture.name} side={46} />;
  const words = cells.find((cell) => typeof cell === "string" && cell !== "");
  return <span className="example-words">{typeof words === "string" ? words : String(cells[0] ?? "")}</span>;
}
