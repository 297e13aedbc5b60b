/** What a license's terms were, and when: its versions in order, each with the term that units are billed in. Pure. */
import { termOfNewer } from '../../ledger/meter.ts';
import type { LicenseState, LicenseStatus } from '../../ledger/types.ts';
import { type LedgerTerms, licenseState } from '../../licensing/licenses/state.ts';
import type { CommonTerms } from '../../rights/terms.ts';

/** Of a license's terms, what its bill depends on. */
export type BilledTerms = LedgerTerms & Pick<CommonTerms, 'minimum'>;

export interface TermsAsOf {
  version: number;
  status: LicenseStatus;
  terms: BilledTerms;
  /** When it was stored. Milliseconds, UTC. */
  atMs: number;
  /** Start of the term that its units are billed in, as the license's ledger object keeps it. */
  termMs: number;
  startsMs: number;
  /** When the license is over by it: its end, or when it was terminated. */
  overMs: number;
}

/** Oldest first, and at least one. */
export type History = [TermsAsOf, ...TermsAsOf[]];

export interface StoredVersion {
  version: number;
  status: LicenseStatus;
  terms: BilledTerms;
  /** ISO 8601 UTC. */
  at: string;
}

/** The versions of one license, oldest first. Null: there are none. */
export function historyOf(id: string, versions: StoredVersion[]): History | null {
  let known: LicenseState | null = null;
  const history = versions.map(({ version, status, terms, at }): TermsAsOf => {
    const state = licenseState({ id, version, status, terms });
    const termMs = termOfNewer(known, state);
    known = { ...state, termMs };
    const atMs = Date.parse(at);
    const overMs = status === 'terminated' ? Math.min(atMs, state.endsMs) : state.endsMs;
    return { version, status, terms, atMs, termMs, startsMs: state.startsMs, overMs };
  });
  return isHistory(history) ? history : null;
}

/** The version that stood before an instant, milliseconds UTC; of one before all versions, the first. */
export function asOf(history: History, ms: number): TermsAsOf {
  return history.findLast(({ atMs }) => atMs < ms) ?? history[0];
}

/** The last version of each term that was known before an instant, oldest term first. */
export function termsKnown(history: History, beforeMs: number): TermsAsOf[] {
  const newest = asOf(history, beforeMs);
  const known = history.filter(({ version }) => version <= newest.version);
  return known.filter(({ termMs }, place) => known[place + 1]?.termMs !== termMs);
}

/** Whether any term of the license touches this time, milliseconds UTC. */
export function inForce(history: History, fromMs: number, toMs: number): boolean {
  const touches = ({ startsMs, overMs }: TermsAsOf) => startsMs < toMs && overMs > fromMs;
  // Most licenses have one version; whoever lists many asks for each of them, month by month.
  return (history.length === 1 ? history : termsKnown(history, toMs)).some(touches);
}

export function zoneOf({ terms }: TermsAsOf): string {
  return terms.timeZone ?? 'UTC';
}

const isHistory = (versions: TermsAsOf[]): versions is History => versions.length > 0;
