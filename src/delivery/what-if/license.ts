/** The license of a question: a stored one as D1 has it now, proposed terms, or a policy in place of both. */
import { loadLicenseBundle } from '../../licensing/bundle.ts';
import { findProducts } from '../../licensing/products/store.ts';
import { proposedBundle } from '../../licensing/proposed.ts';
import { type Attempt, done, failed, faulty } from '../../platform/failure.ts';
import { checkLicense } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { RightsFault } from '../../rights/types.ts';
import { toLicenseContext } from '../decision-context.ts';
import type { LicenseContext } from '../types.ts';
import { policyLicense } from './policy-license.ts';
import type { WhatIfQuestion } from './schemas.ts';

export type LicenseKind = 'stored' | 'terms' | 'policy';

export interface JudgedLicense {
  kind: LicenseKind;
  context: LicenseContext;
  productNames: Map<string, string>;
  warnings: RightsFault[];
}

/** Not ok: the license is void. The faults point into the body if they concern part of it. */
export type License = { ok: true; value: JudgedLicense } | { ok: false; id: string; faults: RightsFault[] };

/** `now`: instant of the judgement, milliseconds, UTC. */
export async function licenseOf(
  db: D1Database,
  question: WhatIfQuestion,
  now: number,
): Promise<Attempt<License>> {
  if (question.license !== undefined) return storedLicense(db, question.license, now);
  if (question.terms !== undefined)
    return proposedLicense(db, question.terms as LicenseTerms, { now, path: '/terms' });
  const parsed = await policyLicense(db, question.policy ?? {}, { title: question.use.title, now });
  if (!parsed.ok) return done({ ok: false, id: 'proposed-policy', faults: parsed.reason });
  return done({ ok: true, value: { kind: 'policy', productNames: new Map(), ...parsed.value } });
}

/** Reads from D1, and neither uses nor fills the isolate's caches. */
async function storedLicense(db: D1Database, id: string, now: number): Promise<Attempt<License>> {
  const bundle = await loadLicenseBundle(db, id);
  if (!bundle) return faulty('/license', 'There is no license with this id', 'no_license');
  const context = toLicenseContext(bundle);
  if (!context.ok) return done({ ok: false, id, faults: context.reason });
  const { warnings } = checkLicense(bundle.license, now);
  return done({
    ok: true,
    value: {
      kind: 'stored',
      ...(await withProductNames(db, context.value)),
      warnings: below('/license', warnings),
    },
  });
}

/**
 * Refuses proposed terms that could not be stored, with the same faults, relative to the terms in the body.
 */
export async function proposedLicense(
  db: D1Database,
  terms: LicenseTerms,
  { now, path }: { now: number; path: string },
): Promise<Attempt<Extract<License, { ok: true }>>> {
  const inTerms = (faults: RightsFault[]) => failed({ reason: 'malformed', faults: below(path, faults) });
  const bundle = await proposedBundle(db, 'proposed-terms', terms);
  if (!bundle.ok) return bundle.reason.reason === 'malformed' ? inTerms(bundle.reason.faults) : bundle;
  const context = toLicenseContext(bundle.value);
  if (!context.ok) return inTerms(context.reason);
  const { faults, warnings } = checkLicense(bundle.value.license, now);
  if (faults.length > 0) return inTerms(faults);
  return done({
    ok: true,
    value: { kind: 'terms', ...(await withProductNames(db, context.value)), warnings: below(path, warnings) },
  });
}

/** Pointers are relative to the terms, which are a member of the caller's body. */
function below(member: string, faults: readonly RightsFault[]): RightsFault[] {
  return faults.map((fault) => ({ ...fault, path: `${member}${fault.path === '/' ? '' : fault.path}` }));
}

async function withProductNames(
  db: D1Database,
  context: LicenseContext,
): Promise<Omit<JudgedLicense, 'kind' | 'warnings'>> {
  const products = await findProducts(
    db,
    context.bundle.products.map(({ id }) => id),
  );
  return { context, productNames: new Map(products.map(({ id, name }) => [id, name])) };
}
