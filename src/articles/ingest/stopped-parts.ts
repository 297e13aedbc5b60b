/**
 * Warnings of parts that a version leaves out because their associations are canceled or withheld. Newsrooms
 * mean the picture by that, everywhere. But a kill is final, and an association is a copy that may be old, so
 * that only the picture's own item stops it in earlier versions and in other articles.
 */
import type { Fault } from '../../platform/failure.ts';
import { derivedId } from '../../platform/ids.ts';
import type { PubStatus } from '../model.ts';
import type { StoppedPart } from '../ninjs/components.ts';
import { pointerIn, type Sent } from './place.ts';
import { statusesOf } from './store.ts';

/** By item id, each with the pointer of the association's `pubStatus`; items without any are absent. */
export async function stoppedPartWarnings(
  db: D1Database,
  sent: readonly Pick<Sent, 'item' | 'path' | 'stopped'>[],
): Promise<Map<string, Fault[]>> {
  const uris = sent.flatMap(({ stopped }) => stopped.map(({ uri }) => uri));
  const warnings = new Map<string, Fault[]>();
  if (uris.length === 0) return warnings;
  const statuses = await statusesOf(
    db,
    uris.map((uri) => derivedId('itm', uri)),
  );
  for (const one of sent) {
    const open = one.stopped.filter((part) => !isStopped(part, statuses.get(derivedId('itm', part.uri))));
    if (open.length > 0)
      warnings.set(
        one.item.id,
        open.map((part) => ({ path: pointerIn(one, part.path), message: warningOf(part) })),
      );
  }
  return warnings;
}

function isStopped({ pubStatus }: StoppedPart, own: PubStatus | undefined): boolean {
  return own === 'canceled' || (own === 'withheld' && pubStatus === 'withheld');
}

function warningOf({ uri, pubStatus }: StoppedPart): string {
  const verb = pubStatus === 'canceled' ? 'kill' : 'hold';
  return [
    `This version goes out without ${uri}. Its earlier versions and other articles still have it.`,
    `To ${verb} it, send it as an item of its own: this uri, its type, and pubStatus ${pubStatus}`,
  ].join(' ');
}
