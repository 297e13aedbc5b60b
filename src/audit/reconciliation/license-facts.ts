/**
 * Loads the facts about a publication: the license at that time, the item with its history, and its
 * deliveries.
 */
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
import { recallTimes } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import { judgePublication, versionAt } from './judge.ts';
import { outsideLicense } from './licensed.ts';
import { ITEM_CHANGES_MAX } from './limits.ts';
import {
  type RemovalColumns,
  removalsStatement,
  type SupplyColumns,
  supplyStatements,
  toSuppliedVersion,
} from './store.ts';
import type { Facts, Found, ItemChange, LicenseVersion, Reported } from './types.ts';

const DAY_MS = 86_400_000;

export interface LicenseFacts {
  id: string;
  partner: string;
  version: number;
  startsMs: number;
  /** Report deadline from the terms; null: the terms do not require reports. */
  reportWithinMs: number | null;
  bundle: LicenseBundle;
  /** Ascending. */
  versions: (LicenseVersion & { terms: LicenseTerms })[];
  /** Compiled versions; null: the version cannot be compiled. */
  contexts: Map<number, LicenseContext | null>;
}

/** Null: no such license. */
export async function licenseFacts(db: D1Database, id: string): Promise<LicenseFacts | null> {
  const bundle = await loadLicenseBundle(db, id);
  if (!bundle) return null;
  const { terms, version } = bundle.license;
  const versions = (await versionsOfLicense(db, id)).reverse().map((version) => ({
    version: version.version,
    status: version.status,
    startsMs: Date.parse(version.terms.starts),
    endsMs: Date.parse(version.terms.ends),
    asksForCredit: version.terms.credit !== undefined,
    removeMs: recallTimes(version.terms)?.removeMs,
    atMs: Date.parse(version.at),
    terms: version.terms,
  }));
  return {
    id,
    partner: bundle.partner.id,
    version,
    startsMs: bundle.startsMs,
    reportWithinMs: terms.reporting ? terms.reporting.withinDays * DAY_MS : null,
    bundle,
    versions,
    contexts: new Map(),
  };
}

export async function judged(
  env: Env,
  license: LicenseFacts,
  reported: Reported,
  nowMs: number,
): Promise<{ found: Found[]; recheckMs: number | null }> {
  const { article } = reported;
  const [out, archived, changed, removed] = await env.DB.batch([
    ...supplyStatements(env.DB, license.id, article),
    changesOfItemStatement(env.DB, article, ITEM_CHANGES_MAX),
    removalsStatement(env.DB, license.id, article),
  ]);
  const rows = [...(out?.results ?? []), ...(archived?.results ?? [])] as SupplyColumns[];
  const changes = (changed?.results ?? []) as ItemChangeColumns[];
  const facts: Facts = {
    reported,
    supplied: rows.map(toSuppliedVersion),
    changes: changes.map(changeOf),
    embargoedUntilMs: changes[0]?.embargoed_until_ms ?? null,
    removals: ((removed?.results ?? []) as unknown as RemovalColumns[]).map((row) => ({
      killedMs: Date.parse(row.killed),
      removedMs: Date.parse(row.removed),
    })),
    versions: license.versions,
    nowMs,
  };
  const { found, recheckMs } = judgePublication(facts);
  return { found: [...found, ...(await byTerms(env, license, reported))], recheckMs };
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

/**
 * A finding must hold under the terms at that time and under those of now, so a later correction of the terms
 * resolves it.
 */
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
  const versionThen = versionAt(versions, Date.parse(reported.report.publishedAt)).version;
  const [before, now] = [contextOf(license, versionThen), contextOf(license, license.version)];
  if (!before) return [];
  const found = outsideLicense(before, article, reported);
  if (before === now || !now || found.length === 0) return found;
  const kindsNow = new Set(outsideLicense(now, article, reported).map(({ kind }) => kind));
  return found.filter(({ kind }) => kindsNow.has(kind));
}

/**
 * The license in one version. Restrictions come with the article, as of that time; exclusivity of other
 * licenses is not considered.
 */
function contextOf(license: LicenseFacts, version: number): LicenseContext | null {
  const cached = license.contexts.get(version);
  if (cached !== undefined) return cached;
  const { bundle } = license;
  const terms = license.versions.find((candidate) => candidate.version === version);
  const compiled =
    terms &&
    toLicenseContext({
      ...bundle,
      license: { ...bundle.license, version, terms: terms.terms },
      startsMs: terms.startsMs,
      endsMs: terms.endsMs,
      restrictions: [],
      exclusivities: [],
    });
  const context = compiled?.ok ? compiled.value : null;
  license.contexts.set(version, context);
  return context;
}
