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

/** Pointers are into the terms (`/policy/…`). Warnings: parts of it that never permit and always forbid. */
export function readUploaded({ terms }: PolicySource): Result<OwnWords, RightsFault[]> {
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
  return { ok: true, value: { ...own, warnings } };
}

/** Only the agency grants, and only to the license's own partner; whom a policy leaves out it does not gainsay. */
function partyFaults(
  { policy: document, partner }: PolicyTerms,
  { policy, places: paths }: OwnWords,
): Finding[] {
  const found = new Map<string, Finding>();
  const look = (rule: Rule, property: 'assignee' | 'assigner', names: readonly string[], known: string[]) => {
    for (const name of names) {
      if (known.includes(name)) continue;
      const shared = isNode(document) && property in document;
      const path = shared ? `/${property}` : (paths.get(rule)?.rule ?? '');
      const who = property === 'assignee' ? 'the partner of the license' : 'the agency';
      const message = `The ${property} must be ${who} (${known[0]}) or be left out, not "${name.slice(0, 80)}"`;
      found.set(`${path} ${name}`, { path, message, code: 'party' });
    }
  };
  for (const rule of rulesOf(policy)) {
    look(rule, 'assignee', rule.assignees ?? [], [partnerIri(partner), partner]);
    look(rule, 'assigner', rule.assigners ?? [], [AGENCY]);
  }
  return [...found.values()];
}
