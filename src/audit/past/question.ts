/** What an entry says was asked, and whether a decision is the one that it tells of. Pure. */
import { asRefusal } from '../../ledger/entry.ts';
import type { EntryDraft, UseEntry } from '../../ledger/types.ts';
import type { Channel } from '../../rights/terms.ts';
import type { StatedUse } from '../../rights/types.ts';

/** Of a request for one component, what the entry says in place of a format. */
const COMPONENT_FORMATS = ['component', 'thumbnail'];

export function useOf({ use, title, territory, channel, stated }: UseEntry): StatedUse {
  const { purpose, ...context } = stated ?? {};
  return {
    ...(use !== null && { action: use }),
    ...(title !== null && { title }),
    ...(territory !== null && { territory }),
    ...(channel !== null && { channel: channel as Channel }),
    ...(purpose !== undefined && { purpose: String(purpose) }),
    ...(Object.keys(context).length > 0 && { context }),
  };
}

/**
 * The component that was asked for by itself, undefined for the whole article. Where the entry does not name it, for nothing left, any
 * of `all` may have been.
 */
export function componentsAsked(
  { format, delivered, shown = [], withheld }: UseEntry,
  all: readonly string[],
): (string | undefined)[] {
  if (!COMPONENT_FORMATS.includes(format)) return [undefined];
  const [one] = [...delivered, ...shown, ...withheld];
  return one ? [one.component] : [...all];
}

/** Who refused: the decision itself, or the ledger, which alone knows quota, partner and the state of that moment. */
export type DecidedIn = 'decision' | 'ledger';

const BY_LEDGER = ['license_suspended', 'license_expired', 'quota_exceeded'];

/** Null: what the draft says is not what the entry says. */
export function decidedIn(entry: UseEntry, draft: EntryDraft): DecidedIn | null {
  if (isSame(entry, draft)) return 'decision';
  if (entry.code === null || !BY_LEDGER.includes(entry.code)) return null;
  // The entry does not say whether content would have left: what would have is withheld, or is not named.
  const refusals = [draft, { ...draft, delivered: [] }].map((one) =>
    asRefusal(one, entry.code ?? '', entry.decidedBy),
  );
  return refusals.some((refusal) => isSame(entry, refusal)) ? 'ledger' : null;
}

function isSame(entry: UseEntry, draft: EntryDraft): boolean {
  return (
    entry.outcome === draft.outcome &&
    entry.code === draft.code &&
    entry.decidedBy === draft.decidedBy &&
    text(entry.policies.map(named)) === text(draft.policies.map(named)) &&
    text(entry.withheld.map(why)) === text(draft.withheld.map(why)) &&
    // A HEAD or 304 delivers nothing of what it is permitted.
    (entry.delivered.length === 0 ||
      text(entry.delivered.map(({ component }) => component)) ===
        text(draft.delivered.map(({ component }) => component)))
  );
}

const text = JSON.stringify;
const named = ({ id, version, sha256 }: UseEntry['policies'][number]) => [id, version, sha256];
const why = ({ component, code, decidedBy }: UseEntry['withheld'][number]) => [component, code, decidedBy];

/** Components that the entry says had no content then: what has come since is no part of that decision. */
export function withoutContent({ withheld }: UseEntry): Set<string> {
  return new Set(
    withheld.flatMap(({ component, code }) => (code === 'content_unavailable' ? [component] : [])),
  );
}

/**
 * Other instants (ISO 8601 UTC) to look from, the nearest first: before or after each change that came within `spanMs` of an entry. A
 * change holds from when the ledger knows of it, which is a little after the time that it has.
 */
export function instantsAround(
  at: string,
  changes: readonly string[],
  { spanMs, max }: { spanMs: number; max: number },
): string[] {
  const middle = Date.parse(at);
  const near = changes
    .map((one) => Date.parse(one))
    .filter((instant) => Math.abs(instant - middle) <= spanMs)
    .map((instant) => (instant <= middle ? instant - 1 : instant))
    .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
    .map((instant) => new Date(instant).toISOString());
  return [...new Set(near)].slice(0, max);
}
