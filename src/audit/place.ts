/** Entries as the log's lists have them, and their place there. */
import { z } from 'zod';

export const entryPlace = z.object({ at: z.string(), license: z.string(), idx: z.int() });
export type EntryPosition = z.output<typeof entryPlace>;

/** In the log of its license. */
export type LogPosition = Pick<EntryPosition, 'license' | 'idx'>;

/** `bytes`: UTF-8 bytes of the entry's body. */
export type Sized<Position> = Position & { bytes: number };

export interface LoggedEntry extends EntryPosition {
  leaf: string;
  /** RFC 8785 text. */
  body: string;
}
