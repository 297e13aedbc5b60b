/**
 * Batches rows into few statements: D1 allows 1,000 statements per invocation, 100 parameters per statement
 * and 2 MB per parameter.
 */

/** UTF-8 bytes of one JSON parameter: a document of 900 KB, escaped again, fits beside others. */
const PARAMETER_BYTES_MAX = 1_500_000;

/**
 * Rows as JSON arrays for `json_each(?)`, in order, each as large as a parameter may be. Empty without rows.
 */
export function inParameters(rows: readonly unknown[], bytesMax = PARAMETER_BYTES_MAX): string[] {
  const parameters: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const json = JSON.stringify(row);
    const size = Buffer.byteLength(json) + 1;
    if (bytes + size > bytesMax) {
      parameters.push([]);
      bytes = 1;
    }
    parameters.at(-1)?.push(json);
    bytes += size;
  }
  return parameters.map((jsons) => `[${jsons.join(',')}]`);
}
