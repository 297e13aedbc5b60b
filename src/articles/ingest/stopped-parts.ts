/**
 * Warns about parts that a version omits because their associations are canceled or withheld. Newsrooms mean
 * to stop the picture everywhere. But a kill is final, and an association may be an old copy, so only the
 * picture's own item stops it in earlier versions and in other articles.
 */
import type { Fault } from '../../platform/failure.ts';
import { derivedId } from '../../platform/ids.ts';
import type { PubStatus } from '../model.ts';
import type { StoppedPart } from '../ninjs/components.ts';
import { statusesOf } from './store.ts';
import { pointerIn, type SubmittedItem } from './version-placement.ts';

/**
 * Returns warnings by item id, each with the pointer of the association's `pubStatus`. Items without warnings
 * are absent.
 */
export async function stoppedPartWarnings(
  db: D1Database,
  submittedItems: readonly Pick<SubmittedItem, 'item' | 'path' | 'stopped'>[],
): Promise<Map<string, Fault[]>> {
  const uris = submittedItems.flatMap(({ stopped }) => stopped.map(({ uri }) => uri));
  const warnings = new Map<string, Fault[]>();
  if (uris.length === 0) return warnings;
  const statuses = await statusesOf(
    db,
    uris.map((uri) => derivedId('itm', uri)),
  );
  for (const submitted of submittedItems) {
    const openParts = submitted.stopped.filter(
      (part) => !isStopped(part, statuses.get(derivedId('itm', part.uri))),
    );
    if (openParts.length > 0)
      warnings.set(
        submitted.item.id,
        openParts.map((part) => ({ path: pointerIn(submitted, part.path), message: warningOf(part) })),
      );
  }
  return warnings;
}

function isStopped({ pubStatus }: StoppedPart, itemStatus: PubStatus | undefined): boolean {
  return itemStatus === 'canceled' || (itemStatus === 'withheld' && pubStatus === 'withheld');
}

function warningOf({ uri, pubStatus }: StoppedPart): string {
  const verb = pubStatus === 'canceled' ? 'kill' : 'hold';
  return [
    `This version goes out without ${uri}. Its earlier versions and other articles still have it.`,
    `To ${verb} it, send it as an item of its own: this uri, its type, and pubStatus ${pubStatus}`,
  ].join(' ');
}
