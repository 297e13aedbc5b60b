/** Keys of checkpoints in R2, whose copies survive a restore of the database. */

export function checkpointKey(origin: string, size: number): string {
  return `checkpoints/${origin}/${size}`;
}

export function timestampKey(origin: string, size: number): string {
  return `${checkpointKey(origin, size)}.tsr`;
}
