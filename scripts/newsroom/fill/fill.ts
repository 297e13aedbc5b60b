/** A whole newsroom with its log, planned and written. */
import { compileLicense } from '../../../src/rights/index.ts';
import { Random } from '../plan/random.ts';
import { DAY_MS, instants } from '../plan/rhythm.ts';
import { planArticles } from './articles.ts';
import { type PlannedLicense, planLicenses, planProducts } from './partners.ts';
import { Requests } from './requests.ts';
import { type Credentials, shardsOf, writeArticles, writeEntries, writeLicenses } from './write.ts';

export interface FillOptions {
  entries: number;
  licenses: number;
  articles: number;
  months: number;
  /** Ledger shards; default 1. Partners are assigned in turn. */
  shards?: number;
  /** Midnight, UTC: the log ends the day before. */
  untilMs: number;
  seed: string;
}

/** Gives the live key of each license, the busiest first. `tell` hears how far it is. */
export async function fill(
  db: D1Database,
  options: FillOptions,
  tell: (line: string) => void = () => undefined,
): Promise<Credentials[]> {
  const { entries, months, untilMs, seed } = options;
  const until = new Date(untilMs);
  const fromMs = Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months, until.getUTCDate());
  const span = { fromMs, untilMs };
  const createdMs = fromMs - 30 * DAY_MS;
  const random = new Random(`${seed} ${untilMs}`);
  const products = planProducts(random, createdMs);
  const licenses = planLicenses(random, options.licenses, { products, createdMs, ...span });
  const articles = planArticles(random, options.articles, { seed: `${seed}-${untilMs / DAY_MS}`, ...span });
  const shards = shardsOf(licenses, options.shards ?? 1);
  const credentials = await writeLicenses(db, licenses, { shards, createdMs });
  await writeArticles(db, articles);
  tell(`${licenses.length} licenses, ${articles.length} articles`);
  const requests = new Requests(random, { licenses, articles, digests: digestsOf(licenses) });
  await writeEntries(db, requests.all(instants(random, entries, span)), { shards, random }, (written) => {
    if (written % 100_000 === 0) tell(`${written} entries`);
  });
  return credentials;
}

function digestsOf(licenses: PlannedLicense[]): Map<string, string> {
  return new Map(
    licenses.map(({ id, terms, partner: { titles } }) => {
      const compiled = compileLicense({ id, version: 1, terms, titles });
      if (!compiled.ok)
        throw new Error(`a planned license does not compile: ${JSON.stringify(compiled.reason)}`);
      return [id, compiled.value.sha256];
    }),
  );
}
