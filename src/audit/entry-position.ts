/** Entries in the lists of the log, and their position there. */
import { z } from 'zod';
import type { Address } from '../ledger/blocks/block.ts';
import type { Line } from '../ledger/blocks/read.ts';

export const entryPosition = z.object({ at: z.string(), license: z.string(), idx: z.int() });
export type EntryPosition = z.output<typeof entryPosition>;

/** Position in the license's log. */
export type LogPosition = Pick<EntryPosition, 'license' | 'idx'>;

/** An entry as it was hashed (RFC 8785), with its address and list position. */
export interface LoggedLine extends EntryPosition, Line {}

/** `bytes`: UTF-8 bytes of the entry's text. */
export interface SizedEntry extends EntryPosition, Address {
  bytes: number;
}

/** The position of an entry, which is in its text. */
export function positionIn(line: string): EntryPosition {
  const { at, license, index } = JSON.parse(line) as { at: string; license: string; index: number };
  return { at, license, idx: index };
}

export interface EntryText {
  leaf: string;
  /** RFC 8785 text. */
  body: string;
}

export interface LoggedEntry extends EntryPosition, EntryText {}
