/** Entries as the log's lists have them, and their place there. */
import { z } from 'zod';

export const entryPlace = z.object({ at: z.string(), license: z.string(), idx: z.int() });
export type EntryPosition = z.output<typeof entryPlace>;

/** An entry by its position, and how long it is. */
export interface SizedPosition extends EntryPosition {
  /** UTF-8 bytes of its body. */
  bytes: number;
}

export interface LoggedEntry extends EntryPosition {
  leaf: string;
  /** RFC 8785 text. */
  body: string;
}
