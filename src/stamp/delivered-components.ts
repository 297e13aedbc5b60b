/**
 * Reconstructs the delivery of a receipt while D1 lacks its entry: the log has not drained yet, or only the
 * archive still has it. The receipt has one digest over the delivered components, and the catalogue knows all
 * components of the item, so the combination with this digest is what was delivered. Pure.
 */
import type { UseEntry } from '../ledger/types.ts';
import { DELIVERIES_TRIED_MAX } from './limits.ts';
import { componentsDigest } from './text-digest.ts';

type Delivered = UseEntry['delivered'];

/** A component, and the digests that it may have been delivered under. None: it was never delivered. */
export interface DeliverableComponent {
  component: string;
  /** Digests of deliveries alone or with others. */
  digests: string[];
  /** Digests of deliveries alone. */
  standaloneDigests?: string[];
}

/** Null: a component has changed, or there are too many combinations. */
export function findDelivered(digest: string, parts: readonly DeliverableComponent[]): Delivered | null {
  const standalone = parts
    .flatMap(({ component, standaloneDigests = [] }) =>
      standaloneDigests.map((digest) => [{ component, digest }]),
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

/** `choice`: a number with one digit for each component; 0 omits it. */
function chosen(parts: readonly DeliverableComponent[], choice: number): Delivered {
  const delivered: Delivered = [];
  let remaining = choice;
  for (const { component, digests } of parts) {
    const digest = digests[(remaining % (digests.length + 1)) - 1];
    remaining = Math.floor(remaining / (digests.length + 1));
    if (digest !== undefined) delivered.push({ component, digest });
  }
  return delivered;
}
