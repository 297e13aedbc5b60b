/** Counts what this isolate writes to the catalogue, so that it lists its own writes at once. */
let writes = 0;

/** Call it after a write that may have taken effect. */
export function noteCatalogueWrite(): void {
  writes++;
}

export const catalogueWrites = (): number => writes;
