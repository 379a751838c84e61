/** What a column was understood to hold: its modality, why, and how its cells are read. */
import type { Cell, Modality, Text } from "@fuseline/schema";
import type { RawCell } from "./raw-table.ts";

export interface ColumnReading {
  readonly modality: Modality;
  readonly several: boolean;
  readonly reason: Text;
  /** Null where the cell is empty or does not fit the modality. */
  read(cell: RawCell): Cell;
}
