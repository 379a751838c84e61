/** Checks the names that become paths, so that nothing outside the data folder can be named. */

const BLOB = /^[0-9a-f]{64}$/;
const KEY = /^[A-Za-z0-9][A-Za-z0-9._@-]{2,199}$/;

export function checkBlobId(blob: string): string {
  if (!BLOB.test(blob)) throw new TypeError(`not a blob id: ${JSON.stringify(blob.slice(0, 100))}`);
  return blob;
}

/** Keys of results, arrays and checkpoints: content keys, three characters or more. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError(`not a storage key: ${JSON.stringify(key.slice(0, 100))}`);
  return key;
}
