/** History of a license's terms: its versions in order, with the term in which units are billed. Pure. */
import { termOfNewer } from '../../ledger/meter.ts';
import type { LicenseState, LicenseStatus } from '../../ledger/types.ts';
import { type LedgerTerms, licenseState } from '../../licensing/licenses/state.ts';
import type { CommonTerms } from '../../rights/terms.ts';

/** The terms that determine the bill. */
export type BilledTerms = LedgerTerms & Pick<CommonTerms, 'minimum'>;

export interface TermsAsOf {
  version: number;
  status: LicenseStatus;
  terms: BilledTerms;
  /** Time at which the version was stored. Milliseconds, UTC. */
  atMs: number;
  /** Start of the billing term, as in the license's ledger shard. */
  termMs: number;
  startsMs: number;
  /** End of the license under this version: its end date, or its termination. */
  overMs: number;
}

/** Oldest first, never empty. */
export type History = [TermsAsOf, ...TermsAsOf[]];

export interface StoredVersion {
  version: number;
  status: LicenseStatus;
  terms: BilledTerms;
  /** ISO 8601 UTC. */
  at: string;
}

/** Versions of one license, oldest first. Null: there are none. */
export function historyOf(id: string, versions: StoredVersion[]): History | null {
  let previous: LicenseState | null = null;
  const history = versions.map(({ version, status, terms, at }): TermsAsOf => {
    const state = licenseState({ id, version, status, terms });
    const termMs = termOfNewer(previous, state);
    previous = { ...state, termMs };
    const atMs = Date.parse(at);
    const overMs = status === 'terminated' ? Math.min(atMs, state.endsMs) : state.endsMs;
    return { version, status, terms, atMs, termMs, startsMs: state.startsMs, overMs };
  });
  return isHistory(history) ? history : null;
}

/** The version in force at an instant, milliseconds UTC. Before the first version, the first. */
export function asOf(history: History, ms: number): TermsAsOf {
  return history.findLast(({ atMs }) => atMs < ms) ?? history[0];
}

/** The last version of each term known before an instant, oldest term first. */
export function termsKnown(history: History, beforeMs: number): TermsAsOf[] {
  const newest = asOf(history, beforeMs);
  const known = history.filter(({ version }) => version <= newest.version);
  return known.filter(({ termMs }, index) => known[index + 1]?.termMs !== termMs);
}

/** Whether any term of the license overlaps the span, milliseconds UTC. */
export function inForce(history: History, fromMs: number, toMs: number): boolean {
  const touches = ({ startsMs, overMs }: TermsAsOf) => startsMs < toMs && overMs > fromMs;
  // Shortcut for the most frequent case, since callers test many licenses month by month.
  return (history.length === 1 ? history : termsKnown(history, toMs)).some(touches);
}

export function zoneOf({ terms }: TermsAsOf): string {
  return terms.timeZone ?? 'UTC';
}

const isHistory = (versions: TermsAsOf[]): versions is History => versions.length > 0;
