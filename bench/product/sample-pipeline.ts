/** A pipeline on the bundled sample, driven as the editor drives it. */
import { type Fuseline, runEvents } from "@fuseline/e2e";

interface Timed {
  readonly runId: string;
  /** Milliseconds from the request to the first point of a curve; NaN where nothing was learnt. */
  readonly firstMetric: number;
  /** Milliseconds from the request to the end of the run. */
  readonly finished: number;
}

interface Kept {
  readonly revision: number;
  readonly document: {
    readonly nodes: { readonly [id: string]: { readonly kind: string } };
    readonly wires: { readonly [id: string]: Wire };
  };
}

interface Wire {
  readonly from: { readonly node: string; readonly port: string };
  readonly to: { readonly node: string; readonly port: string };
  readonly order: number;
}

interface Plan {
  readonly steps: readonly { readonly key: string; readonly kind: string }[];
}

const CORRECTIONS = "corrections";

export class SamplePipeline {
  private constructor(
    private readonly fuseline: Fuseline,
    private readonly pipelineId: string,
  ) {}

  static async make(fuseline: Fuseline): Promise<SamplePipeline> {
    const { pipelineId } = await fuseline.call<{ pipelineId: string }>("uploads.makePipeline", {
      source: { sample: "two-parts" },
      template: "sort-products",
      inputs: ["text"],
      name: "Benchmark",
    });
    return new SamplePipeline(fuseline, pipelineId);
  }

  async run(): Promise<Timed> {
    const started = performance.now();
    const { runId } = await this.fuseline.call<{ runId: string }>("runs.start", {
      pipelineId: this.pipelineId,
    });
    let firstMetric = Number.NaN;
    const events = await runEvents(this.fuseline, runId, ({ type }) => {
      if (type === "metric" && Number.isNaN(firstMetric)) firstMetric = performance.now() - started;
    });
    const status = events.at(-1)?.status;
    if (status !== "succeeded") throw new Error(`run ${runId} ${status}`);
    return { runId, firstMetric, finished: performance.now() - started };
  }

  /** Names of the rows, as the split of a run has them. */
  async rows(runId: string): Promise<string[]> {
    const { plan } = await this.fuseline.call<{ plan: Plan }>("runs.get", { runId }, "GET");
    const split = plan.steps.find(({ kind }) => kind === "split-rows");
    const page = { key: split?.key, port: "data", limit: 500 };
    const { rows } = await this.fuseline.call<{ rows: { row: string }[] }>("results.page", page, "GET");
    return rows.map(({ row }) => row);
  }

  /** Another setting of the trainer: everything before it stays as it is. */
  async changeTrainer(warmup: number): Promise<void> {
    const { document } = await this.kept();
    const id = Object.entries(document.nodes).find(([, { kind }]) => kind === "train-model")?.[0];
    await this.apply({ op: "set-param", id, name: "warmup", value: warmup });
  }

  /** Sets the label of one row, in a corrections block behind the split that the first call puts there. */
  async relabel(row: string): Promise<void> {
    const { document } = await this.kept();
    const edits = [{ row, column: "label", value: "differs" }];
    if (document.nodes[CORRECTIONS] !== undefined) {
      await this.apply({ op: "set-param", id: CORRECTIONS, name: "edits", value: edits });
      return;
    }
    const split = Object.entries(document.nodes).find(([, { kind }]) => kind === "split-rows")?.[0];
    const leaving = Object.entries(document.wires).find(([, { from }]) => from.node === split);
    if (split === undefined || leaving === undefined) throw new Error("the sample's rows are not divided");
    const [wire, { from, to }] = leaving;
    await this.apply({
      op: "batch",
      operations: [
        {
          op: "add-node",
          id: CORRECTIONS,
          node: { kind: "correct-rows", version: 1, position: { x: 0, y: 0 }, params: { edits } },
        },
        { op: "remove-wire", id: wire },
        { op: "add-wire", id: "to-corrections", wire: { from, to: at(CORRECTIONS), order: 0 } },
        { op: "add-wire", id: "from-corrections", wire: { from: at(CORRECTIONS), to, order: 0 } },
      ],
    });
  }

  async apply(operation: object): Promise<void> {
    const { revision } = await this.kept();
    const { dropped } = await this.fuseline.call<{ dropped: unknown[] }>("pipelines.applyOperations", {
      pipelineId: this.pipelineId,
      base: revision,
      author: "benchmark",
      entries: [{ id: `benchmark-${revision}`, at: Date.now(), operation }],
    });
    if (dropped.length > 0) throw new Error(JSON.stringify(dropped));
  }

  /** Milliseconds per answer, after one that opens the model. */
  async answers(runId: string, count: number): Promise<number[]> {
    const { url, key } = await this.fuseline.call<{ url: string; key: string }>("endpoints.publish", {
      name: "benchmark",
      runId,
    });
    const times: number[] = [];
    for (let request = 0; request <= count; request++) {
      const started = performance.now();
      const response = await fetch(url, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ inputs: { text: `a question, number ${request}` } }),
      });
      await response.json();
      if (response.status !== 200) throw new Error(`the endpoint answered ${response.status}`);
      if (request > 0) times.push(performance.now() - started);
    }
    return times;
  }

  private kept(): Promise<Kept> {
    return this.fuseline.call<Kept>("pipelines.get", { pipelineId: this.pipelineId }, "GET");
  }
}

function at(node: string): { readonly node: string; readonly port: string } {
  return { node, port: "data" };
}
