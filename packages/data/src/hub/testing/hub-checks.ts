/** Small things that tests of downloads ask. */
import { UserError } from "@fuseline/schema";

/** The issue that the work ends in; anything else it throws passes through. */
export async function issueOf(work: Promise<unknown>) {
  const error = await work.then(
    () => new Error("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw error;
  return error.issue;
}

/** The same bytes but for one bit. */
export function flipped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other[1000 % other.length] = (other[1000 % other.length] ?? 0) ^ 1;
  return other;
}
