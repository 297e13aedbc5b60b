/** The policy of a license that was uploaded instead of terms: read, in our words, and between the right parties. */
import { conflictOf } from '../check/conflicts.ts';
import { inPolicy } from '../check/pointers.ts';
import type { Rule } from '../odrl/model.ts';
import { isNode } from '../odrl/node.ts';
import { readPolicy, rulesOf } from '../odrl/parse.ts';
import type { PolicyTerms } from '../terms.ts';
import type { Finding, LicenseSource, Result, RightsFault } from '../types.ts';
import { AGENCY, partnerIri } from './names.ts';
import { inOwnWords, type OwnWords } from './own-words.ts';

/** A license by a policy. */
export type PolicySource = LicenseSource & { terms: PolicyTerms };

export interface Uploaded extends OwnWords {
  /** What changes no decision. Pointers are into the policy. */
  remarks: Finding[];
}

/**
 * Pointers of faults are into the terms (`/policy/…`). Warnings: parts of it that never permit and always
 * forbid.
 */
export function readUploaded({ terms }: PolicySource): Result<Uploaded, RightsFault[]> {
  const read = readPolicy(terms.policy);
  if (!read.ok)
    return { ok: false, reason: read.reason.map((fault) => inPolicy({ ...fault, code: 'void' })) };
  const { policy, notes } = read.value;
  const own = inOwnWords(policy, notes.places);
  const conflict = conflictOf(own.policy, own.places);
  const faults: Finding[] = [
    ...notes.stops.map(({ path, message }) => ({ path, message, code: 'void' as const })),
    ...partyFaults(terms, own),
    ...(conflict ? [conflict] : []),
  ];
  if (faults.length > 0) return { ok: false, reason: faults.map(inPolicy) };
  const warnings = [...notes.warnings, ...own.warnings];
  return { ok: true, value: { ...own, warnings, remarks: notes.remarks } };
}

/** The faults that void a policy, whichever license it is of. Pointers are into the terms (`/policy/…`). */
export function faultsOfPolicy(document: unknown): RightsFault[] {
  const read = readPolicy(document);
  const faults = read.ok ? read.value.notes.stops : read.reason;
  return faults.map(({ path, message }) => inPolicy({ path, message, code: 'void' }));
}

/** Whom a policy names as its assignee, in whichever form it is written; undefined: nobody, or more than one. */
export function assigneeOf(document: unknown): string | undefined {
  const read = readPolicy(document);
  if (!read.ok) return undefined;
  const [only, ...others] = new Set(rulesOf(read.value.policy).flatMap(({ assignees = [] }) => assignees));
  return others.length === 0 ? only : undefined;
}

/** Only the agency grants, and only to the license's own partner; whom a policy leaves out it does not gainsay. */
function partyFaults({ policy: document, partner }: PolicyTerms, { policy, places }: OwnWords): Finding[] {
  const rules = rulesOf(policy);
  const strangers = (property: 'assignee' | 'assigner', who: string, known: readonly string[]) => {
    const named = (rule: Rule) => rule[`${property}s`] ?? [];
    const names = new Set(rules.flatMap(named).filter((name) => !known.includes(name)));
    return [...names].flatMap((name) => {
      const naming = rules.filter((rule) => named(rule).includes(name));
      const message = `The ${property} must be ${who} (${known[0]}) or be left out, not "${name.slice(0, 80)}"`;
      // Named once for all rules: that is where it stands.
      const stands =
        naming.length === rules.length && isNode(document) && property in document
          ? [`/${property}`]
          : [...new Set(naming.map((rule) => places.get(rule)?.rule ?? ''))];
      return stands.map((path) => ({ path, message, code: 'party' as const }));
    });
  };
  return [
    ...strangers('assignee', 'the partner of the license', [partnerIri(partner), partner]),
    ...strangers('assigner', 'the agency', [AGENCY]),
  ];
}
