/** Entries of the log by address, with the names of their parties and articles. */
import type { LogStore } from '../ledger/blocks/files.ts';
import { type LicenseLine, linesOfLicense } from '../ledger/blocks/read.ts';
import { inParameters } from '../platform/d1.ts';
import type { EntryText, LogPosition } from './entry-position.ts';

/** An entry with the names of its parties and article. */
export interface NamedEntry extends EntryText {
  partnerName: string | null;
  licenseReference: string | null;
  titleName: string | null;
  /** Headline of the entry's version. */
  headline: string | null;
}

/**
 * Adds names. Each license and each version is looked up once a page. A headline is left out when its
 * document is too large for a row.
 */
export async function withNames(db: D1Database, entries: EntryText[]): Promise<NamedEntry[]> {
  const about = entries.map(({ body }) => {
    const { license, title, article = null, version = null } = JSON.parse(body) as About;
    return { license, title, article, version };
  });
  const [parties, headlines] = await Promise.all([
    partiesOf(db, [...new Set(about.map(({ license }) => license))]),
    headlinesOf(db, about),
  ]);
  return entries.map((entry, at) => {
    const { license, title, article, version } = about[at] as (typeof about)[number];
    const { name = null, reference = null, titles } = parties.get(license) ?? {};
    const titleName = titles?.get(title ?? '') ?? null;
    const headline = headlines.get(`${article} ${version}`) ?? null;
    return { ...entry, partnerName: name, licenseReference: reference, titleName, headline };
  });
}

interface About {
  license: string;
  title?: string | null;
  article?: string;
  version?: string;
}

interface Party {
  name: string;
  reference: string | null;
  /** Names of the partner's titles, by id. */
  titles: ReadonlyMap<string, string>;
}

async function partiesOf(db: D1Database, licenses: string[]): Promise<Map<string, Party>> {
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, name, titles, terms ->> '$.consent.reference' AS reference
       FROM json_each(?) AS listed
       CROSS JOIN licenses ON licenses.id = listed.value CROSS JOIN partners ON partners.id = partner`,
    )
    .bind(JSON.stringify(licenses))
    .all<Omit<Party, 'titles'> & { license: string; titles: string }>();
  const namesIn = (json: string) =>
    new Map((JSON.parse(json) as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
  return new Map(
    results.map(({ license, titles, ...party }) => [license, { ...party, titles: namesIn(titles) }]),
  );
}

/** Headlines by article and version, under `article version`. */
export async function headlinesOf(
  db: D1Database,
  about: { article: string | null; version: string | null }[],
): Promise<Map<string, string | null>> {
  const versions = new Map(
    about.flatMap(({ article, version }) =>
      article === null || version === null ? [] : [[`${article} ${version}`, [article, version]] as const],
    ),
  );
  const found = new Map<string, string | null>();
  for (const json of inParameters([...versions.values()])) {
    const { results } = await db
      .prepare(
        `SELECT items.id AS article, item_versions.version,
           CASE WHEN item_versions.version = items.version THEN headline ELSE document ->> '$.headline' END AS headline
         FROM json_each(?) AS listed CROSS JOIN items ON items.id = listed.value ->> 0
         CROSS JOIN item_versions ON item_versions.item = items.id AND item_versions.version = listed.value ->> 1`,
      )
      .bind(json)
      .all<{ article: string; version: string; headline: string | null }>();
    for (const { article, version, headline } of results) found.set(`${article} ${version}`, headline);
  }
  return found;
}

/** The entry at a position in a license's log. Null: its text was deleted, or is not in the database yet. */
export async function entryAtPosition(
  store: LogStore,
  { license, idx }: LogPosition,
): Promise<LicenseLine | null> {
  const [entry] = await linesOfLicense(store, license, { from: idx, limit: 1 });
  return entry?.idx === idx ? entry : null;
}
