/**
 * Reads the policy of a license that was uploaded instead of terms, maps its vocabulary and checks its
 * parties.
 */
import { conflictOf } from '../check/conflicts.ts';
import { inPolicy } from '../check/pointers.ts';
import type { Rule } from '../odrl/model.ts';
import { isNode } from '../odrl/node.ts';
import { readPolicy, rulesOf } from '../odrl/parse.ts';
import type { PolicyTerms } from '../terms.ts';
import type { Finding, LicenseSource, Result, RightsFault } from '../types.ts';
import { AGENCY, partnerIri } from './names.ts';
import { type MappedPolicy, mapVocabulary } from './vocabulary-mapping.ts';

export type PolicySource = LicenseSource & { terms: PolicyTerms };

export interface UploadedPolicy extends MappedPolicy {
  /** Findings that change no decision. JSON pointers are into the policy. */
  remarks: Finding[];
}

/**
 * Reads the policy. JSON pointers of faults are into the terms (`/policy/…`). Warnings: parts that never
 * permit and always forbid.
 */
export function readUploaded({ terms }: PolicySource): Result<UploadedPolicy, RightsFault[]> {
  const reading = readPolicy(terms.policy);
  if (!reading.ok)
    return { ok: false, reason: reading.reason.map((fault) => inPolicy({ ...fault, code: 'void' })) };
  const { policy, notes } = reading.value;
  const mapped = mapVocabulary(policy, notes.pointers);
  const conflict = conflictOf(mapped.policy, mapped.pointers);
  const faults: Finding[] = [
    ...notes.stops.map(({ path, message }) => ({ path, message, code: 'void' as const })),
    ...partyFaults(terms, mapped),
    ...(conflict ? [conflict] : []),
  ];
  if (faults.length > 0) return { ok: false, reason: faults.map(inPolicy) };
  const warnings = [...notes.warnings, ...mapped.warnings];
  return { ok: true, value: { ...mapped, warnings, remarks: notes.remarks } };
}

/**
 * Returns the faults that void a policy, whatever its license. JSON pointers are into the terms
 * (`/policy/…`).
 */
export function faultsOfPolicy(document: unknown): RightsFault[] {
  const reading = readPolicy(document);
  const faults = reading.ok ? reading.value.notes.stops : reading.reason;
  return faults.map(({ path, message }) => inPolicy({ path, message, code: 'void' }));
}

/** Returns the only assignee of a policy, whatever its form. Undefined: there is none, or more than one. */
export function assigneeOf(document: unknown): string | undefined {
  const reading = readPolicy(document);
  if (!reading.ok) return undefined;
  const [only, ...others] = new Set(rulesOf(reading.value.policy).flatMap(({ assignees = [] }) => assignees));
  return others.length === 0 ? only : undefined;
}

/** Only the agency grants, and only to the license's own partner. A policy may leave both out. */
function partyFaults(
  { policy: document, partner }: PolicyTerms,
  { policy, pointers }: MappedPolicy,
): Finding[] {
  const rules = rulesOf(policy);
  const partyFaultsOf = (
    property: 'assignee' | 'assigner',
    expected: string,
    knownNames: readonly string[],
  ) => {
    const named = (rule: Rule) => rule[`${property}s`] ?? [];
    const names = new Set(rules.flatMap(named).filter((name) => !knownNames.includes(name)));
    return [...names].flatMap((name) => {
      const namingRules = rules.filter((rule) => named(rule).includes(name));
      const message = `The ${property} must be ${expected} (${knownNames[0]}) or be left out, not "${name.slice(0, 80)}"`;
      // A name shared by all rules is reported at the policy's own member.
      const paths =
        namingRules.length === rules.length && isNode(document) && property in document
          ? [`/${property}`]
          : [...new Set(namingRules.map((rule) => pointers.get(rule)?.rule ?? ''))];
      return paths.map((path) => ({ path, message, code: 'party' as const }));
    });
  };
  return [
    ...partyFaultsOf('assignee', 'the partner of the license', [partnerIri(partner), partner]),
    ...partyFaultsOf('assigner', 'the agency', [AGENCY]),
  ];
}
