/** What is to be otherwise, and what an entry would then have come to. */

import { validUntil } from '../../delivery/decision-expiry.ts';
import { type Judgement, judgeRequest, type Question } from '../../delivery/judge.ts';
import type { ArticleContext, LicenseContext } from '../../delivery/types.ts';
import { proposedLicense } from '../../delivery/what-if/license.ts';
import { proposedRestrictions } from '../../delivery/what-if/restrictions.ts';
import type { UseEntry } from '../../ledger/types.ts';
import { findLicense } from '../../licensing/licenses/store.ts';
import { NO_PARTNER } from '../../licensing/proposed.ts';
import { type Attempt, done, faulty } from '../../platform/failure.ts';
import { wholeEntitlement } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { CompiledRestriction, RightsFault } from '../../rights/types.ts';
import type { Again, PastFault } from '../past/decision.ts';
import { withoutContent } from '../past/question.ts';
import type { PastArticle, PastLicenses } from '../past/world.ts';
import type { ReplayQuestion } from './schemas.ts';

export interface Change {
  restrictions: CompiledRestriction[];
  withdrawn: ReadonlySet<string>;
  license?: { terms: LicenseTerms } | { version: number };
  warnings: RightsFault[];
}

/** Malformed: with the path of what cannot be read, or is not there. */
export async function changeOf(
  db: D1Database,
  { change, filter }: ReplayQuestion,
  now: number,
): Promise<Attempt<Change>> {
  const added = await proposedRestrictions(db, change.restrictions, {
    scope: { kind: 'agency' },
    path: '/change/restrictions',
  });
  if (!added.ok) return added;
  const base = { restrictions: added.value.compiled, withdrawn: new Set(change.withdraw) };
  if (!change.license) return done({ ...base, warnings: added.value.warnings });
  const stored = await findLicense(db, filter.license ?? '');
  if (!stored) return faulty('/filter/license', 'There is no license with this id', 'no_license');
  if ('version' in change.license) {
    const { version } = change.license;
    if (version > stored.version)
      return faulty('/change/license/version', 'The license has no such version', 'no_version');
    return done({ ...base, license: { version }, warnings: added.value.warnings });
  }
  const { partner } = stored.terms;
  const terms = change.license.terms as LicenseTerms;
  if (terms.partner !== NO_PARTNER && terms.partner !== partner)
    return faulty('/change/license/terms/partner', 'The license is of another partner');
  const license = await proposedLicense(db, { ...terms, partner }, { now, path: '/change/license/terms' });
  if (!license.ok) return license;
  const { context: world, warnings } = license.value.value;
  return done({
    ...base,
    license: { terms: world.bundle.license.terms },
    warnings: [...added.value.warnings, ...warnings],
  });
}

/** The world of an entry with the change in it, and the question that the same token would have asked there. */
export interface Otherwise {
  license: LicenseContext;
  article: ArticleContext;
  question: Question;
}

export class Alternative {
  readonly #change: Change;
  readonly #licenses: PastLicenses;
  readonly #changed = new WeakMap<LicenseContext, LicenseContext>();

  constructor(change: Change, licenses: PastLicenses) {
    this.#change = change;
    this.#licenses = licenses;
  }

  of(entry: UseEntry, again: Again, articles: PastArticle): Otherwise | PastFault {
    const { license: change, withdrawn } = this.#change;
    let [world, article, question] = [again.license.world, again.article, again.question];
    if (change) {
      const version = 'version' in change ? change.version : entry.licenseVersion;
      const other = this.#licenses.at({
        license: entry.license,
        version,
        at: again.instant,
        ...('terms' in change && { terms: change.terms }),
      });
      if (typeof other === 'string') return other;
      // The entry may not have come to its policies: what was in force is what it would have met.
      const then = articles.at({ version: entry.version, at: again.instant, bare: withoutContent(entry) });
      if (typeof then === 'string') return then;
      // Whether a license is suspended is no term of it.
      const { status } = world.bundle;
      world =
        other.world.bundle.status === status
          ? other.world
          : { ...other.world, bundle: { ...other.world.bundle, status } };
      article = then;
      const whole = wholeEntitlement(world.license, world.bundle.license.terms);
      question = { ...question, entitlement: { ...whole, ...entry.narrowed } };
    }
    const isLeft = ({ id }: CompiledRestriction) => !withdrawn.has(id);
    const restrictions = withdrawn.size > 0 ? article.restrictions.filter(isLeft) : article.restrictions;
    return { license: this.#with(world), article: { ...article, restrictions }, question };
  }

  /** Once for each world. */
  #with(world: LicenseContext): LicenseContext {
    const known = this.#changed.get(world);
    if (known) return known;
    const { restrictions, withdrawn } = this.#change;
    const changed = {
      ...world,
      restrictions: [...world.restrictions.filter(({ id }) => !withdrawn.has(id)), ...restrictions],
      exclusivities: world.exclusivities.filter(({ restriction }) => !withdrawn.has(restriction.id)),
    };
    this.#changed.set(world, changed);
    return changed;
  }
}

/** What it would have been, and whether the quota that refused it would have been another one. */
export interface Verdict {
  judgement: Judgement;
  /** Refused by the ledger all the same. */
  keeps: boolean;
  quotaNotApplied: boolean;
}

export function verdictOf(entry: UseEntry, again: Again, other: Otherwise): Verdict {
  const judgement = judgeRequest(other.license, other.article, other.question);
  if (again.by === 'decision') return { judgement, keeps: false, quotaNotApplied: false };
  const isPermit = judgement.kind === 'permit';
  const [before, after] = [again.license.world, other.license].map(({ bundle }) => bundle.license.terms) as [
    LicenseTerms,
    LicenseTerms,
  ];
  switch (entry.code) {
    case 'quota_exceeded': {
      const same = JSON.stringify(before.quota) === JSON.stringify(after.quota);
      return { judgement, keeps: isPermit && same, quotaNotApplied: isPermit && !same };
    }
    case 'license_expired':
      // The ledger's clock said so, by dates that the change may have moved.
      return {
        judgement,
        keeps: before.ends === after.ends && before.starts === after.starts,
        quotaNotApplied: false,
      };
    default:
      return { judgement, keeps: true, quotaNotApplied: false };
  }
}

/** The first instant at which either of the two could come out otherwise. ISO 8601 UTC; undefined: never. */
export function sameUntil(again: Again, other: Otherwise): string | undefined {
  const until = Math.min(
    validUntil(again.license.world, again.article, again.question),
    validUntil(other.license, other.article, other.question),
  );
  return Number.isFinite(until) ? new Date(until).toISOString() : undefined;
}
