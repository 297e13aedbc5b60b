/** The license that a question is about: a stored one as D1 has it now, proposed terms, or a policy in the place of both. */
import { loadLicenseBundle } from '../../licensing/bundle.ts';
import { findProducts } from '../../licensing/products/store.ts';
import { proposedBundle } from '../../licensing/proposed.ts';
import { type Attempt, done, failed, faulty } from '../../platform/failure.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { RightsFault } from '../../rights/types.ts';
import { type LicenseWorld, licenseWorldOf } from '../world.ts';
import { inPolicy } from './bare.ts';
import { policyLicense } from './policy-license.ts';
import type { WhatIfQuestion } from './schemas.ts';

export type LicenseKind = 'stored' | 'terms' | 'policy';

export interface AskedLicense {
  kind: LicenseKind;
  world: LicenseWorld;
  /** Product id → its name, for sentences. */
  productNames: Map<string, string>;
  warnings: RightsFault[];
}

/** Void: nothing can be judged by it. The faults point into the body, where it came with it. */
export type License = { ok: true; value: AskedLicense } | { ok: false; id: string; faults: RightsFault[] };

export async function licenseOf(db: D1Database, question: WhatIfQuestion): Promise<Attempt<License>> {
  if (question.license !== undefined) return stored(db, question.license);
  if (question.terms !== undefined) return proposed(db, question.terms as LicenseTerms);
  const read = await policyLicense(db, question.policy ?? {}, question.use.title);
  if (!read.ok) return done({ ok: false, id: 'proposed-policy', faults: read.reason.map(inPolicy) });
  const { world, warnings } = read.value;
  return done({
    ok: true,
    value: { kind: 'policy', world, productNames: new Map(), warnings: warnings.map(inPolicy) },
  });
}

/** Read from D1 and never from what the isolate has cached, nor into it. */
async function stored(db: D1Database, id: string): Promise<Attempt<License>> {
  const bundle = await loadLicenseBundle(db, id);
  if (!bundle) return faulty('/license', 'There is no license with this id');
  const world = licenseWorldOf(bundle);
  return done(
    world.ok
      ? { ok: true, value: { kind: 'stored', ...(await named(db, world.value)) } }
      : { ok: false, id, faults: world.reason },
  );
}

/** What could not be stored as it is cannot be asked about either: the same faults, below `/terms`. */
async function proposed(db: D1Database, terms: LicenseTerms): Promise<Attempt<License>> {
  const bundle = await proposedBundle(db, 'proposed-terms', terms);
  if (!bundle.ok) return bundle.reason.reason === 'malformed' ? inTerms(bundle.reason.faults) : bundle;
  const world = licenseWorldOf(bundle.value);
  if (!world.ok) return inTerms(world.reason);
  return done({ ok: true, value: { kind: 'terms', ...(await named(db, world.value)) } });
}

function inTerms(faults: RightsFault[]) {
  const below = faults.map(({ path, message }) => ({
    path: `/terms${path === '/' ? '' : path}`,
    message,
  }));
  return failed({ reason: 'malformed', faults: below });
}

async function named(db: D1Database, world: LicenseWorld): Promise<Omit<AskedLicense, 'kind'>> {
  const products = await findProducts(
    db,
    world.bundle.products.map(({ id }) => id),
  );
  return { world, productNames: new Map(products.map(({ id, name }) => [id, name])), warnings: [] };
}
