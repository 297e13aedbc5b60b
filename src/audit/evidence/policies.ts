/** Finds the policies that entries name among the stored versions, by digest. Pure. */
import type { UseEntry } from '../../ledger/types.ts';
import { compileLicense, policyDigest, wellFormed } from '../../rights/index.ts';
import type { LicenseTerms, Title } from '../../rights/terms.ts';
import type { OdrlJson } from '../../rights/types.ts';

export type JudgedOn = UseEntry['policies'][number];

/** Distinct policies that entries name. Stored as text, which takes a third of the memory of an object. */
export class Policies {
  readonly #named = new Set<string>();

  add({ policies = [] }: Partial<Pick<UseEntry, 'policies'>>): void {
    for (const { id, version, sha256 } of policies) this.#named.add(JSON.stringify([id, version, sha256]));
  }

  *named(isIncluded: (id: string) => boolean): Generator<JudgedOn> {
    for (const text of this.#named) {
      const [id, version, sha256] = JSON.parse(text) as [string, number, string];
      if (isIncluded(id)) yield { id, version, sha256 };
    }
  }
}

/** A policy with its name. `policy` is absent if no stored version has its digest. */
export type NamedPolicy = JudgedOn & { policy?: OdrlJson | null };

/** The agreement that the terms of this version compile to, with the partner's titles at that time. */
export function namedAgreement(
  judged: JudgedOn,
  terms: LicenseTerms | undefined,
  titles: readonly Title[][],
): NamedPolicy {
  const { id, version } = judged;
  const compiled = terms ? titles.map((state) => compileLicense({ id, version, terms, titles: state })) : [];
  return namedPolicy(
    judged,
    compiled.flatMap((result) => (result.ok ? [result.value.agreement] : [])),
  );
}

/** A restriction that cannot be evaluated was applied without a policy: it forbids its whole scope. */
export function namedRestriction(
  judged: JudgedOn,
  stored: { policy: OdrlJson | null } | undefined,
): NamedPolicy {
  return namedPolicy(judged, stored ? [stored.policy, null] : []);
}

function namedPolicy(judged: JudgedOn, candidates: (OdrlJson | null)[]): NamedPolicy {
  const policy = candidates.find((candidate) => policyDigest(candidate) === judged.sha256);
  return policy === undefined ? judged : { ...judged, policy: wellFormed(policy) as OdrlJson | null };
}
