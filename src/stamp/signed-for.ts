/**
 * What a receipt was signed for, where the log's entry is not at hand: not in D1 yet, or only in the archive any more. The receipt has one digest over
 * the parts that were let out, and the catalogue knows which parts there were to choose from: the choice that has this digest is the one. Pure.
 */
import type { UseEntry } from '../ledger/types.ts';
import { DELIVERIES_TRIED_MAX } from './limits.ts';
import { componentsDigest } from './text-digest.ts';

type Delivered = UseEntry['delivered'];

/** A part of an item, and the digests that it may have gone out under: none is a part that never did. */
export interface Part {
  component: string;
  /** By itself, or with others. */
  digests: string[];
  /** Only by itself. */
  standaloneDigests?: string[];
}

/** Null: it cannot be told. A part has changed, or there are more choices than are tried. */
export function signedFor(digest: string, parts: readonly Part[]): Delivered | null {
  const single = parts
    .flatMap(({ component, standaloneDigests = [] }) =>
      standaloneDigests.map((one) => [{ component, digest: one }]),
    )
    .find((delivered) => componentsDigest(delivered) === digest);
  if (single) return single;
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
