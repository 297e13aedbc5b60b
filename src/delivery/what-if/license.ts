/** The license that a question is about: a stored one as D1 has it now, proposed terms, or a policy in the place of both. */
import { loadLicenseBundle } from '../../licensing/bundle.ts';
import { findProducts } from '../../licensing/products/store.ts';
import { proposedBundle } from '../../licensing/proposed.ts';
import { type Attempt, done, failed, faulty } from '../../platform/failure.ts';
import { checkLicense } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { RightsFault } from '../../rights/types.ts';
import { type LicenseContext, toLicenseContext } from '../decision-context.ts';
import { policyLicense } from './policy-license.ts';
import type { WhatIfQuestion } from './schemas.ts';

export type LicenseKind = 'stored' | 'terms' | 'policy';

export interface JudgedLicense {
  kind: LicenseKind;
  world: LicenseContext;
  /** Product id → its name, for sentences. */
  productNames: Map<string, string>;
  warnings: RightsFault[];
}

/** Void: nothing can be judged by it. The faults point into the body, where it came with it. */
export type License = { ok: true; value: JudgedLicense } | { ok: false; id: string; faults: RightsFault[] };

/** `now`: the instant that it is judged for, milliseconds, UTC. */
export async function licenseOf(
  db: D1Database,
  question: WhatIfQuestion,
  now: number,
): Promise<Attempt<License>> {
  if (question.license !== undefined) return stored(db, question.license, now);
  if (question.terms !== undefined)
    return proposedLicense(db, question.terms as LicenseTerms, { now, path: '/terms' });
  const read = await policyLicense(db, question.policy ?? {}, { title: question.use.title, now });
  if (!read.ok) return done({ ok: false, id: 'proposed-policy', faults: read.reason });
  return done({ ok: true, value: { kind: 'policy', productNames: new Map(), ...read.value } });
}

/** Read from D1 and never from what the isolate has cached, nor into it. */
async function stored(db: D1Database, id: string, now: number): Promise<Attempt<License>> {
  const bundle = await loadLicenseBundle(db, id);
  if (!bundle) return faulty('/license', 'There is no license with this id', 'no_license');
  const world = toLicenseContext(bundle);
  if (!world.ok) return done({ ok: false, id, faults: world.reason });
  const { warnings } = checkLicense(bundle.license, now);
  return done({
    ok: true,
    value: { kind: 'stored', ...(await named(db, world.value)), warnings: below('/license', warnings) },
  });
}

/** What could not be stored as it is cannot be asked about either: the same faults, below where the terms stand in the body. */
export async function proposedLicense(
  db: D1Database,
  terms: LicenseTerms,
  { now, path }: { now: number; path: string },
): Promise<Attempt<Extract<License, { ok: true }>>> {
  const inTerms = (faults: RightsFault[]) => failed({ reason: 'malformed', faults: below(path, faults) });
  const bundle = await proposedBundle(db, 'proposed-terms', terms);
  if (!bundle.ok) return bundle.reason.reason === 'malformed' ? inTerms(bundle.reason.faults) : bundle;
  const world = toLicenseContext(bundle.value);
  if (!world.ok) return inTerms(world.reason);
  const { faults, warnings } = checkLicense(bundle.value.license, now);
  if (faults.length > 0) return inTerms(faults);
  return done({
    ok: true,
    value: { kind: 'terms', ...(await named(db, world.value)), warnings: below(path, warnings) },
  });
}

/** The pointers are into the terms, the caller's body has them in a member. */
function below(member: string, faults: readonly RightsFault[]): RightsFault[] {
  return faults.map((fault) => ({ ...fault, path: `${member}${fault.path === '/' ? '' : fault.path}` }));
}

async function named(
  db: D1Database,
  world: LicenseContext,
): Promise<Omit<JudgedLicense, 'kind' | 'warnings'>> {
  const products = await findProducts(
    db,
    world.bundle.products.map(({ id }) => id),
  );
  return { world, productNames: new Map(products.map(({ id, name }) => [id, name])) };
}
