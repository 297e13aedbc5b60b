/** Classifies the change to a new state of an item. Pure. */
import type { ChangeType, ItemVersion } from '../model.ts';

type ItemStatus = Pick<ItemVersion, 'pubStatus' | 'embargoedUntil' | 'type' | 'edNote' | 'ninjs'>;

/** `stated`: the newsroom's own type, for which ninjs has no field. `now`: milliseconds, UTC. */
export function changeTypeOf(
  previous: ItemStatus | null,
  next: ItemStatus,
  now: number,
  stated?: ChangeType,
): ChangeType {
  if (next.pubStatus === 'canceled') return next.type === 'picture' ? 'elimination' : 'kill';
  if (next.pubStatus === 'withheld') return 'hold';
  if (!previous) return 'new';
  // Partners that may not have the item under its embargo were not notified of it before.
  if (previous.pubStatus === 'withheld') return 'release';
  if (isEmbargoed(previous, now) && !isEmbargoed(next, now)) return 'release';
  return stated ?? (saysCorrection(next) ? 'correction' : 'update');
}

function isEmbargoed({ embargoedUntil }: ItemStatus, now: number): boolean {
  return embargoedUntil !== undefined && embargoedUntil > now;
}

const CORRECTION_NOTE = /^\s*(?:correction|corrects|corrective|berichtigung|korrektur)\b/iu;
const CORRECTION_GENRE = /^(?:.*[/:#])?correct(?:ion|ed|ive)$/iu;

function saysCorrection({ edNote, ninjs }: ItemStatus): boolean {
  if (CORRECTION_NOTE.test(edNote ?? '')) return true;
  const genres = Array.isArray(ninjs.genres) ? (ninjs.genres as Record<string, unknown>[]) : [];
  return genres.some((genre) =>
    [genre.uri, genre.literal, genre.name].some(
      (code) => typeof code === 'string' && CORRECTION_GENRE.test(code),
    ),
  );
}
