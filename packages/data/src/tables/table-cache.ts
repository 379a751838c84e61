/** Reads stored tables, keeping the last few in memory: the steps of a run, and what a page shows of it, look at the same ones. */
import type { Table } from "@fuseline/schema";
import type { Storage } from "../storage/storage.ts";

const KEPT = 4;

export class TableCache {
  private readonly tables = new Map<string, Promise<Table>>();

  constructor(private readonly storage: Storage) {}

  read(blob: string): Promise<Table> {
    const known = this.tables.get(blob);
    const table = known ?? this.load(blob);
    this.tables.delete(blob);
    this.tables.set(blob, table);
    table.catch(() => this.tables.delete(blob));
    const [oldest] = this.tables.keys();
    if (this.tables.size > KEPT && oldest !== undefined) this.tables.delete(oldest);
    return table;
  }

  private async load(blob: string): Promise<Table> {
    return (await this.storage.readJson(blob)) as unknown as Table;
  }
}
