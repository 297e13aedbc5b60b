/** What one publication is judged by: the license as it was, the item with its history, and what was let out of it. */
import { loadArticle } from '../../articles/catalogue.ts';
import { unlessMissing } from '../../articles/missing.ts';
import { changesOfItemStatement, type ItemChangeColumns } from '../../articles/sequence/store.ts';
import { toArticleContext, toLicenseContext } from '../../delivery/decision-context.ts';
import type { LicenseContext } from '../../delivery/types.ts';
import { type LicenseBundle, loadLicenseBundle } from '../../licensing/bundle.ts';
import { versionsOfLicense } from '../../licensing/licenses/store.ts';
import type { Env } from '../../platform/env.ts';
import { restrictionsAsOf } from '../../restrictions/as-of.ts';
import { type PastColumns, pastRestrictionsStatement } from '../../restrictions/store.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { judgePublication, versionAt } from './judge.ts';
import { outsideLicense } from './licensed.ts';
import { ITEM_CHANGES_MAX } from './limits.ts';
import { type LetOutColumns, letOutOf, letOutStatements } from './store.ts';
import type { Facts, Found, ItemChange, LicenseVersion, Reported } from './types.ts';

const DAY_MS = 86_400_000;

export interface LicenseFacts {
  id: string;
  partner: string;
  version: number;
  startsMs: number;
  /** As the terms demand it; null: they do not. */
  reportWithinMs: number | null;
  bundle: LicenseBundle;
  /** Ascending. */
  versions: (LicenseVersion & { terms: LicenseTerms })[];
  /** Compiled; null: it cannot be. */
  worlds: Map<number, LicenseContext | null>;
}

/** Null: there is no such license. */
export async function licenseFacts(db: D1Database, id: string): Promise<LicenseFacts | null> {
  const bundle = await loadLicenseBundle(db, id);
  if (!bundle) return null;
  const { terms, version } = bundle.license;
  const versions = (await versionsOfLicense(db, id)).reverse().map((one) => ({
    version: one.version,
    status: one.status,
    startsMs: Date.parse(one.terms.starts),
    endsMs: Date.parse(one.terms.ends),
    atMs: Date.parse(one.at),
    terms: one.terms,
  }));
  return {
    id,
    partner: bundle.partner.id,
    version,
    startsMs: bundle.startsMs,
    reportWithinMs: terms.reporting ? terms.reporting.withinDays * DAY_MS : null,
    bundle,
    versions,
    worlds: new Map(),
  };
}

export async function judged(
  env: Env,
  license: LicenseFacts,
  reported: Reported,
  nowMs: number,
): Promise<{ found: Found[]; againMs: number | null }> {
  const { article } = reported;
  const [out, archived, changed] = await env.DB.batch([
    ...letOutStatements(env.DB, license.id, article),
    changesOfItemStatement(env.DB, article, ITEM_CHANGES_MAX),
  ]);
  const rows = [...(out?.results ?? []), ...(archived?.results ?? [])] as LetOutColumns[];
  const changes = (changed?.results ?? []) as ItemChangeColumns[];
  const facts: Facts = {
    reported,
    letOut: rows.map(letOutOf),
    changes: changes.map(changeOf),
    embargoedUntilMs: changes[0]?.embargoed_until_ms ?? null,
    versions: license.versions,
    nowMs,
  };
  const { found, againMs } = judgePublication(facts);
  return { found: [...found, ...(await byTerms(env, license, reported))], againMs };
}

const changeOf = ({
  seq,
  version,
  change_type,
  at,
  pub_status,
  embargoed,
}: ItemChangeColumns): ItemChange => ({
  seq,
  version,
  changeType: change_type,
  atMs: Date.parse(at),
  status: pub_status,
  embargoed: embargoed === 1,
});

/** What holds under the terms of then and of now: terms that were mended since heal what they cover. */
async function byTerms(env: Env, license: LicenseFacts, reported: Reported): Promise<Found[]> {
  const snapshot = await unlessMissing(loadArticle(env, reported.article));
  if (!snapshot) return [];
  const { bundle, versions } = license;
  const current = [...bundle.restrictions, ...snapshot.restrictions];
  const { results } = await pastRestrictionsStatement(
    env.DB,
    [reported.article],
    current.map(({ id }) => id),
  ).all<PastColumns>();
  const restrictions = restrictionsAsOf(current, results, reported.report.publishedAt);
  const article = toArticleContext({ ...snapshot, restrictions });
  const then = versionAt(versions, Date.parse(reported.report.publishedAt)).version;
  const [before, now] = [worldOf(license, then), worldOf(license, license.version)];
  if (!before) return [];
  const found = outsideLicense(before, article, reported);
  if (before === now || !now || found.length === 0) return found;
  const still = new Set(outsideLicense(now, article, reported).map(({ kind }) => kind));
  return found.filter(({ kind }) => still.has(kind));
}

/** The license as one version has it. Restrictions are the article's to bring, as of the time; what others have alone is not looked at. */
function worldOf(license: LicenseFacts, version: number): LicenseContext | null {
  const known = license.worlds.get(version);
  if (known !== undefined) return known;
  const { bundle } = license;
  const one = license.versions.find((other) => other.version === version);
  const compiled =
    one &&
    toLicenseContext({
      ...bundle,
      license: { ...bundle.license, version, terms: one.terms },
      startsMs: one.startsMs,
      endsMs: one.endsMs,
      restrictions: [],
      exclusivities: [],
    });
  const world = compiled?.ok ? compiled.value : null;
  license.worlds.set(version, world);
  return world;
}
