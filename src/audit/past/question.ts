/** Reconstructs the request from an entry, and compares decisions with it. Pure. */
import { asRefusal } from '../../ledger/entry.ts';
import type { EntryDraft, UseEntry } from '../../ledger/types.ts';
import type { Channel } from '../../rights/terms.ts';
import type { StatedUse } from '../../rights/types.ts';

/** Formats of an entry for a single-component request. */
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
 * The component that was requested by itself, or undefined for the whole article. If the entry does not name
 * it, because nothing was delivered, any of `all` is possible.
 */
export function requestedComponents(
  { format, delivered, shown = [], withheld }: UseEntry,
  all: readonly string[],
): (string | undefined)[] {
  if (!COMPONENT_FORMATS.includes(format)) return [undefined];
  const [first] = [...delivered, ...shown, ...withheld];
  return first ? [first.component] : [...all];
}

/**
 * Source of a refusal: the decision, or the ledger, which alone knows quota, partner status and the state at
 * that moment.
 */
export type DecidedIn = 'decision' | 'ledger';

const BY_LEDGER = ['license_suspended', 'license_expired', 'quota_exceeded'];

/** Null: the draft differs from the entry. */
export function decidedIn(entry: UseEntry, draft: EntryDraft): DecidedIn | null {
  if (isSame(entry, draft)) return 'decision';
  if (entry.code === null || !BY_LEDGER.includes(entry.code)) return null;
  // The entry does not show whether content would have been delivered: such components are withheld, or not
  // named.
  const refusals = [draft, { ...draft, delivered: [] }].map((attempt) =>
    asRefusal(attempt, entry.code ?? '', entry.decidedBy),
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
    // HEAD and 304 deliver nothing of what is permitted.
    (entry.delivered.length === 0 ||
      text(entry.delivered.map(({ component }) => component)) ===
        text(draft.delivered.map(({ component }) => component)))
  );
}

const text = JSON.stringify;
const named = ({ id, version, sha256 }: UseEntry['policies'][number]) => [id, version, sha256];
const why = ({ component, code, decidedBy }: UseEntry['withheld'][number]) => [component, code, decidedBy];

/** Components without content at the time of the entry. Later content is not part of that decision. */
export function withoutContent({ withheld }: UseEntry): Set<string> {
  return new Set(
    withheld.flatMap(({ component, code }) => (code === 'content_unavailable' ? [component] : [])),
  );
}

/**
 * Alternative instants (ISO 8601 UTC), nearest first: before and after each change within `spanMs` of an
 * entry. The ledger learns of a change a little after its date.
 */
export function instantsAround(
  at: string,
  changes: readonly string[],
  { spanMs, max }: { spanMs: number; max: number },
): string[] {
  const middle = Date.parse(at);
  const near = changes
    .map((change) => Date.parse(change))
    .filter((instant) => Math.abs(instant - middle) <= spanMs)
    .map((instant) => (instant <= middle ? instant - 1 : instant))
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    .map((instant) => new Date(instant).toISOString());
  return [...new Set(near)].slice(0, max);
}
