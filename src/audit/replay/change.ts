/** Applies a hypothetical change to past decisions. */

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
import type { PastFault, Redecision } from '../past/decision.ts';
import type { PastArticle, PastLicenses } from '../past/historical-context.ts';
import { withoutContent } from '../past/question.ts';
import type { ReplayQuestion } from './schemas.ts';

export interface Change {
  restrictions: CompiledRestriction[];
  withdrawn: ReadonlySet<string>;
  license?: { terms: LicenseTerms } | { version: number };
  warnings: RightsFault[];
}

/** Malformed, with the path, if the change cannot be parsed or names an unknown resource. */
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
  const { context, warnings } = license.value.value;
  return done({
    ...base,
    license: { terms: context.bundle.license.terms },
    warnings: [...added.value.warnings, ...warnings],
  });
}

/** Context and question of an entry under the change. */
export interface AlternativeCase {
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

  of(entry: UseEntry, redecision: Redecision, articles: PastArticle): AlternativeCase | PastFault {
    const { license: change, withdrawn } = this.#change;
    let [context, article, question] = [redecision.license.context, redecision.article, redecision.question];
    if (change) {
      const version = 'version' in change ? change.version : entry.licenseVersion;
      const pastLicense = this.#licenses.at({
        license: entry.license,
        version,
        at: redecision.instant,
        ...('terms' in change && { terms: change.terms }),
      });
      if (typeof pastLicense === 'string') return pastLicense;
      // The entry may name no policies, if it was refused before; those in force then apply.
      const pastArticle = articles.at({
        version: entry.version,
        at: redecision.instant,
        withoutContent: withoutContent(entry),
      });
      if (typeof pastArticle === 'string') return pastArticle;
      // The suspension of a license is not part of its terms.
      const { status } = context.bundle;
      context =
        pastLicense.context.bundle.status === status
          ? pastLicense.context
          : { ...pastLicense.context, bundle: { ...pastLicense.context.bundle, status } };
      article = pastArticle;
      const entitlement = wholeEntitlement(context.license, context.bundle.license.terms);
      question = { ...question, entitlement: { ...entitlement, ...entry.narrowed } };
    }
    const isLeft = ({ id }: CompiledRestriction) => !withdrawn.has(id);
    const restrictions = withdrawn.size > 0 ? article.restrictions.filter(isLeft) : article.restrictions;
    return { license: this.#with(context), article: { ...article, restrictions }, question };
  }

  /** Cached for each context. */
  #with(context: LicenseContext): LicenseContext {
    const cached = this.#changed.get(context);
    if (cached) return cached;
    const { restrictions, withdrawn } = this.#change;
    const changed = {
      ...context,
      restrictions: [...context.restrictions.filter(({ id }) => !withdrawn.has(id)), ...restrictions],
      exclusivities: context.exclusivities.filter(({ restriction }) => !withdrawn.has(restriction.id)),
    };
    this.#changed.set(context, changed);
    return changed;
  }
}

/** Result under the change, and whether the quota that refused the entry might not have. */
export interface Verdict {
  judgement: Judgement;
  /** The ledger would still refuse. */
  isStillRefused: boolean;
  quotaNotApplied: boolean;
}

export function verdictOf(entry: UseEntry, redecision: Redecision, alternative: AlternativeCase): Verdict {
  const judgement = judgeRequest(alternative.license, alternative.article, alternative.question);
  if (redecision.decidedBy === 'decision')
    return { judgement, isStillRefused: false, quotaNotApplied: false };
  const isPermit = judgement.kind === 'permit';
  const [before, after] = [redecision.license.context, alternative.license].map(
    ({ bundle }) => bundle.license.terms,
  ) as [LicenseTerms, LicenseTerms];
  switch (entry.code) {
    case 'quota_exceeded': {
      const same = JSON.stringify(before.quota) === JSON.stringify(after.quota);
      return { judgement, isStillRefused: isPermit && same, quotaNotApplied: isPermit && !same };
    }
    case 'license_expired':
      // The ledger refused by its clock, and the change may have moved the dates.
      return {
        judgement,
        isStillRefused: before.ends === after.ends && before.starts === after.starts,
        quotaNotApplied: false,
      };
    default:
      return { judgement, isStillRefused: true, quotaNotApplied: false };
  }
}

/** Earliest instant at which either decision could change. ISO 8601 UTC; undefined: never. */
export function sameUntil(redecision: Redecision, alternative: AlternativeCase): string | undefined {
  const until = Math.min(
    validUntil(redecision.license.context, redecision.article, redecision.question),
    validUntil(alternative.license, alternative.article, alternative.question),
  );
  return Number.isFinite(until) ? new Date(until).toISOString() : undefined;
}
