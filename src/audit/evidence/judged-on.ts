/** The policies that entries name, as they were: found again among what was kept, by their digests. Pure. */
import type { UseEntry } from '../../ledger/types.ts';
import { compileLicense, policyDigest, wellFormed } from '../../rights/index.ts';
import type { LicenseTerms, Title } from '../../rights/terms.ts';
import type { OdrlJson } from '../../rights/types.ts';

export type JudgedOn = UseEntry['policies'][number];

/** Each policy that entries name, once; as text, which takes a third of the memory of an object. */
export class Policies {
  readonly #named = new Set<string>();

  add({ policies = [] }: Partial<Pick<UseEntry, 'policies'>>): void {
    for (const { id, version, sha256 } of policies) this.#named.add(JSON.stringify([id, version, sha256]));
  }

  *of(isMeant: (id: string) => boolean): Generator<JudgedOn> {
    for (const text of this.#named) {
      const [id, version, sha256] = JSON.parse(text) as [string, number, string];
      if (isMeant(id)) yield { id, version, sha256 };
    }
  }
}

/** A policy beside its name; without one when what was kept does not give it again. */
export type Shown = JudgedOn & { policy?: OdrlJson | null };

/** What the terms of this version compiled to with the titles that the partner then had. */
export function agreementShown(
  judged: JudgedOn,
  terms: LicenseTerms | undefined,
  titles: readonly Title[][],
): Shown {
  const { id, version } = judged;
  const compiled = terms ? titles.map((state) => compileLicense({ id, version, terms, titles: state })) : [];
  return shown(
    judged,
    compiled.flatMap((one) => (one.ok ? [one.value.agreement] : [])),
  );
}

/** One that could not be evaluated was judged on as if it had no policy: it forbids what it is about. */
export function restrictionShown(judged: JudgedOn, kept: { policy: OdrlJson | null } | undefined): Shown {
  return shown(judged, kept ? [kept.policy, null] : []);
}

function shown(judged: JudgedOn, candidates: (OdrlJson | null)[]): Shown {
  const policy = candidates.find((candidate) => policyDigest(candidate) === judged.sha256);
  return policy === undefined ? judged : { ...judged, policy: wellFormed(policy) as OdrlJson | null };
}
