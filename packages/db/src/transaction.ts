/** A transaction on one connection of the pool. */
import type { Pool, PoolClient } from "pg";

/** Commits what `work` did, or rolls it back when it throws. */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  // A connection that is cut between two queries says so here, and again from the next query; only that one is thrown.
  const cut = () => {
    broken = true;
  };
  client.on("error", cut);
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(cut);
    throw error;
  } finally {
    client.off("error", cut);
    client.release(broken);
  }
}
