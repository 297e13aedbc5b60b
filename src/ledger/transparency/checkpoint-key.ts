/** Where kept checkpoints live besides D1: as text in R2, so that they outlast a database that is set back. */

export function checkpointKey(origin: string, size: number): string {
  return `checkpoints/${origin}/${size}`;
}

export function timestampKey(origin: string, size: number): string {
  return `${checkpointKey(origin, size)}.tsr`;
}
