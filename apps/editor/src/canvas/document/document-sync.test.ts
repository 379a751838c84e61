/** Random edits in two tabs, a server that confirms them late, reloads at any moment: nothing is lost. */
import {
  append,
  applyOperation,
  type DraftEntry,
  emptyDocument,
  type Operation,
  type PipelineDocument,
} from "@fuseline/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DocumentSync,
  draft,
  fullLog,
  openSync,
  receive,
  reversalOf,
  type SavedEntry,
} from "./document-sync.ts";

const start = emptyDocument("start", 1);

/** What the server does: rebases onto its newest document and appends. */
class Server {
  document: PipelineDocument = start;
  readonly log: SavedEntry[] = [];
  save(entries: readonly DraftEntry[]): void {
    for (const entry of entries) {
      if (this.log.some(({ id }) => id === entry.id)) continue;
      const appended = append(this.document, entry);
      this.document = appended.document;
      this.log.push({ ...appended.entry, seq: this.log.length + 1 });
    }
  }
}

class Tab {
  sync: DocumentSync;
  #made = 0;
  constructor(
    readonly server: Server,
    readonly author: string,
  ) {
    this.sync = openSync({ author, document: start, revision: 0, log: [], unsaved: [] });
  }
  do(change: Pick<DraftEntry, "operation" | "reverses">): void {
    this.#made += 1;
    const entry = { ...change, id: `${this.author}-${this.#made}`, author: this.author, at: this.#made };
    this.sync = draft(this.sync, entry).sync;
  }
  step(direction: "undo" | "redo"): void {
    const change = reversalOf(this.sync, direction);
    if (change !== null) this.do(change);
  }
  send(): void {
    this.server.save(this.sync.pending);
  }
  hear(): void {
    this.sync = receive(this.sync, this.server.log);
  }
  reload(): void {
    const { document, log } = this.server;
    const unsaved = JSON.parse(JSON.stringify(this.sync.pending)) as DraftEntry[];
    this.sync = openSync({ author: this.author, document, revision: log.length, log, unsaved });
  }
}

const id = fc.constantFrom("a", "b", "c", "d");
const operation: fc.Arbitrary<Operation> = fc.oneof(
  id.map(
    (node): Operation => ({
      op: "add-node",
      id: node,
      node: { kind: "project", version: 1, params: {}, position: { x: 0, y: 0 } },
    }),
  ),
  id.map((node): Operation => ({ op: "remove-node", id: node })),
  fc.record({ op: fc.constant("set-param" as const), id, name: fc.constant("width"), value: fc.nat(9) }),
  fc.record({ op: fc.constant("set-name" as const), name: fc.constantFrom("one", "two") }),
  fc.tuple(fc.constantFrom("u", "v"), id, id).map(
    ([wire, from, to]): Operation => ({
      op: "add-wire",
      id: wire,
      wire: { from: { node: from, port: "out" }, to: { node: to, port: "in" }, order: 0 },
    }),
  ),
);
const step = fc.tuple(
  fc.constantFrom(0, 1),
  fc.oneof(
    { weight: 5, arbitrary: operation },
    fc.constantFrom("undo" as const, "redo" as const, "send" as const, "hear" as const, "reload" as const),
  ),
);

function perform(tab: Tab, what: Operation | "undo" | "redo" | "send" | "hear" | "reload"): void {
  if (typeof what !== "string") tab.do({ operation: what });
  else if (what === "undo" || what === "redo") tab.step(what);
  else tab[what]();
}

describe("two tabs and a server", () => {
  it("end with the same document, which the log replays to", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const server = new Server();
        const tabs = [new Tab(server, "left"), new Tab(server, "right")];
        for (const [which, what] of steps) {
          const tab = tabs[which];
          if (tab !== undefined) perform(tab, what);
        }
        for (const tab of tabs) tab.send();
        for (const tab of tabs) {
          tab.hear();
          expect(tab.sync.pending).toEqual([]);
          expect(tab.sync.document).toEqual(server.document);
        }
        const replayed = server.log.reduce((document, entry) => {
          const applied = applyOperation(document, entry.operation);
          if (!applied.ok) throw new Error("the log does not replay");
          return applied.value.document;
        }, start);
        expect(replayed).toEqual(server.document);
      }),
    );
  });

  it("undo everything of their own after a reload", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), fc.boolean(), (operations, saved) => {
        const tab = new Tab(new Server(), "left");
        for (const each of operations) tab.do({ operation: each });
        if (saved) tab.send();
        tab.reload();
        while (reversalOf(tab.sync, "undo") !== null) tab.step("undo");
        expect(tab.sync.document).toEqual(start);
      }),
    );
  });
});

describe("draft", () => {
  it("keeps no edit that changes nothing, and says why it fell away", () => {
    const sync = openSync({ author: "left", document: start, revision: 0, log: [], unsaved: [] });
    const drafted = draft(sync, {
      id: "1",
      author: "left",
      at: 1,
      operation: { op: "remove-node", id: "gone" },
    });
    expect(drafted.dropped).toMatchObject([{ code: "node-missing" }]);
    expect(fullLog(drafted.sync)).toEqual([]);
  });
});
