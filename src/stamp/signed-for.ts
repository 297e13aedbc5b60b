/**
 * What a receipt was signed for, while D1 does not have the log's entry: not yet, or only the archive still
 * has it. The receipt has one digest over the delivered parts, and the catalogue knows all parts of the item:
 * the choice of parts that has this digest is what was delivered. Pure.
 */
import type { UseEntry } from '../ledger/types.ts';
import { DELIVERIES_TRIED_MAX } from './limits.ts';
import { componentsDigest } from './text-digest.ts';

type Delivered = UseEntry['delivered'];

/** A part of an item, and the digests that it may have been delivered under. None: it never was. */
export interface Part {
  component: string;
  /** Delivered by itself, or with others. */
  digests: string[];
  /** Delivered only by itself. */
  standaloneDigests?: string[];
}

/** Null: a part has changed, or there are more choices than are tried. */
export function signedFor(digest: string, parts: readonly Part[]): Delivered | null {
  const standalone = parts
    .flatMap(({ component, standaloneDigests = [] }) =>
      standaloneDigests.map((one) => [{ component, digest: one }]),
    )
    .find((delivered) => componentsDigest(delivered) === digest);
  if (standalone) return standalone;
  const choices = parts.reduce((product, { digests }) => product * (digests.length + 1), 1);
  if (choices > DELIVERIES_TRIED_MAX) return null;
  for (let choice = choices - 1; choice >= 0; choice--) {
    const delivered = chosen(parts, choice);
    if (componentsDigest(delivered) === digest) return delivered;
  }
  return null;
}

/** `choice` as a number with a digit for each part: 0 leaves it out. */
function chosen(parts: readonly Part[], choice: number): Delivered {
  const delivered: Delivered = [];
  let rest = choice;
  for (const { component, digests } of parts) {
    const digest = digests[(rest % (digests.length + 1)) - 1];
    rest = Math.floor(rest / (digests.length + 1));
    if (digest !== undefined) delivered.push({ component, digest });
  }
  return delivered;
}
