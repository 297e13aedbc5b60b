/** SQL of names by id: one statement for each kind, whatever the number of ids. */
import { mapConcurrent } from '../../delivery/map-concurrent.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { printProse } from '../../rights/index.ts';
import type { OdrlJson } from '../../rights/types.ts';
import type { EntityKind } from './kinds.ts';
import type { Entity } from './schemas.ts';

/** An id. Of an article, also the version whose headline is requested. */
export interface EntityRef {
  id: string;
  version?: string;
}

interface Row {
  id: string;
  name: string | null;
  version?: string | null;
  detail?: string | null;
  type?: string | null;
  status?: string | null;
  at?: string | null;
  partner?: string | null;
  partner_name?: string | null;
  article?: string | null;
  titles?: string;
  own_titles?: string | null;
  reference?: string;
  time_zone?: string;
  products?: string | null;
  starts?: string;
  ends?: string;
  policy?: string | null;
}

/** Characters of a name: restrictions, captions and findings are sentences. */
const NAME_CHARS_MAX = 120;

const LICENSE_NAME = `partners.name || ' · ' || (terms ->> '$.consent.reference')`;
const MS_TO_ISO = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column} / 1000.0, 'unixepoch')`;
/** The text of an article has no headline of its own, so it has that of the article. */
const COMPONENT_NAME = `coalesce(part.value ->> 'headline', part.value ->> 'caption', headline, items.uri)`;

/** Columns, table and id column of each kind. */
export const SELECTS: Record<Exclude<EntityKind, 'title'>, { select: string; from: string; id: string }> = {
  partner: {
    select: 'partners.id, name, partners.titles, partners.status',
    from: 'partners',
    id: 'partners.id',
  },
  product: { select: 'products.id, name', from: 'products', id: 'products.id' },
  license: {
    select: `licenses.id, ${LICENSE_NAME} AS name, partner, partners.name AS partner_name, partners.titles,
      terms -> '$.titles' AS own_titles, licenses.status, terms ->> '$.consent.reference' AS reference,
      coalesce(terms ->> '$.timeZone', 'UTC') AS time_zone, terms ->> '$.starts' AS starts, terms ->> '$.ends' AS ends,
      (SELECT group_concat(name, ', ') FROM products
       WHERE products.id IN (SELECT value FROM json_each(terms, '$.products'))) AS products`,
    from: 'licenses CROSS JOIN partners ON partners.id = partner',
    id: 'licenses.id',
  },
  key: {
    select: `api_keys.id, api_keys.name, ${LICENSE_NAME} AS detail, env AS type, api_keys.status, partner,
      partners.name AS partner_name`,
    from: 'api_keys CROSS JOIN licenses ON licenses.id = license CROSS JOIN partners ON partners.id = partner',
    id: 'api_keys.id',
  },
  article: {
    select: `items.id, coalesce(headline, uri) AS name, uri AS detail, type, pub_status AS status,
      ${MS_TO_ISO('version_created_ms')} AS at`,
    from: 'items',
    id: 'items.id',
  },
  component: {
    select: `components.id, ${COMPONENT_NAME} AS name, coalesce(headline, items.uri) AS detail,
      part.value ->> 'type' AS type, components.item AS article`,
    from: `components CROSS JOIN items ON items.id = components.item
      CROSS JOIN item_versions ON item_versions.item = items.id AND item_versions.version = items.version
      CROSS JOIN json_each(document, '$.components') AS part ON part.value ->> 'id' = components.id`,
    id: 'components.id',
  },
  restriction: {
    select: `restrictions.id, text AS name, CASE WHEN text IS NULL THEN policy END AS policy, restrictions.status,
      CASE scope_kind WHEN 'section' THEN scope_id ELSE headline END AS detail, scope_kind AS type`,
    from: `restrictions LEFT JOIN items ON items.id = coalesce(item, scope_id)`,
    id: 'restrictions.id',
  },
  phrase: { select: 'id, phrase AS name, status', from: 'phrases', id: 'id' },
  operator: { select: 'id, name, role AS type, status', from: 'operators', id: 'id' },
  statement: {
    select: `statements.id, ${LICENSE_NAME} AS name, period AS detail, closed AS at, statements.partner,
      partners.name AS partner_name`,
    from: `statements CROSS JOIN licenses ON licenses.id = license
      CROSS JOIN partners ON partners.id = statements.partner`,
    id: 'statements.id',
  },
  hold: { select: 'id, reason AS name, kind AS type, since AS at', from: 'legal_holds', id: 'id' },
  finding: {
    select: `discrepancies.id, sentence AS name, discrepancies.kind AS type, state AS status, since AS at, partner,
      partners.name AS partner_name`,
    from: 'discrepancies LEFT JOIN partners ON partners.id = partner',
    id: 'discrepancies.id',
  },
  recall: {
    select: 'recalls.id, coalesce(headline, uri) AS name, recalls.type, recalls.state AS status, recalls.at',
    from: 'recalls CROSS JOIN items ON items.id = recalls.article',
    id: 'recalls.id',
  },
};

/** Names of existing resources, in no order. Unknown ids are left out. */
export async function findNames(
  { DB, BUCKET }: { DB: D1Database; BUCKET: R2Bucket },
  refs: (EntityRef & { kind: EntityKind })[],
): Promise<Entity[]> {
  const kinds = [...new Set(refs.map(({ kind }) => kind))];
  const statements = kinds.flatMap((kind) => {
    const matching = refs.filter((ref) => ref.kind === kind);
    if (kind === 'title') return [];
    const plain = matching.filter(({ version }) => version === undefined).map(({ id }) => id);
    const versions = matching.filter(({ version }) => version !== undefined);
    return [
      ...(plain.length > 0 ? [{ kind, statement: byIds(DB, kind, plain) }] : []),
      ...(versions.length > 0 ? [{ kind, statement: byVersions(DB, versions) }] : []),
    ];
  });
  if (statements.length === 0) return [];
  const answers = await DB.batch<Row & { document_key?: string | null }>(
    statements.map(({ statement }) => statement),
  );
  const found: Entity[] = [];
  for (const [position, { results }] of answers.entries()) {
    const kind = statements[position]?.kind ?? 'article';
    // A few at a time: a document in R2 is larger than a row may be.
    found.push(
      ...(await mapConcurrent(results, async (row) => entityOf(kind, await withDocument(BUCKET, row)))),
    );
  }
  return found;
}

/**
 * Ids in one statement on tables with a row for each license or article: within D1's 2 MB for each parameter.
 */
const IDS_AT_ONCE = 10_000;

/** Names by id, in as few statements as possible. */
export async function namesById(
  env: { DB: D1Database; BUCKET: R2Bucket },
  kind: EntityKind,
  ids: Iterable<string>,
): Promise<Map<string, Entity>> {
  const all = [...new Set(ids)];
  const names = new Map<string, Entity>();
  for (let from = 0; from < all.length; from += IDS_AT_ONCE) {
    const refs = all.slice(from, from + IDS_AT_ONCE).map((id) => ({ id, kind }));
    for (const entity of await findNames(env, refs)) names.set(entity.id, entity);
  }
  return names;
}

function byIds(db: D1Database, kind: Exclude<EntityKind, 'title'>, ids: string[]): D1PreparedStatement {
  const { select, from, id } = SELECTS[kind];
  return db
    .prepare(`SELECT ${select} FROM ${from} WHERE ${id} IN (SELECT value FROM json_each(?))`)
    .bind(JSON.stringify(ids));
}

/** The headline of a version is in its document; that of the current version is also in the item's row. */
function byVersions(db: D1Database, refs: EntityRef[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT items.id, refs.value ->> 1 AS version, uri AS detail, items.type, pub_status AS status,
         ${MS_TO_ISO('item_versions.version_created_ms')} AS at,
         coalesce(CASE WHEN item_versions.version = items.version THEN headline ELSE document ->> '$.headline' END,
           CASE WHEN document IS NOT NULL OR item_versions.version = items.version THEN uri END) AS name,
         document_key
       FROM json_each(?) AS refs CROSS JOIN items ON items.id = refs.value ->> 0
       CROSS JOIN item_versions ON item_versions.item = items.id AND item_versions.version = refs.value ->> 1`,
    )
    .bind(JSON.stringify(refs.map(({ id, version }) => [id, version])));
}

/** Reads the headline of an older version from R2 when its document is too large for a row. */
async function withDocument<R extends Row & { document_key?: string | null }>(
  bucket: R2Bucket,
  row: R,
): Promise<Row> {
  const { document_key: key = null, ...rest } = row;
  if (rest.name !== null || key === null) return rest;
  const stored = await bucket.get(key);
  const headline = stored ? (await stored.json<{ headline?: string }>()).headline : undefined;
  return { ...rest, name: headline ?? rest.detail ?? null };
}

export function entityOf(kind: EntityKind, row: Row): Entity {
  const {
    id,
    name,
    version,
    detail,
    type,
    status,
    at,
    partner,
    partner_name,
    article,
    titles,
    reference,
    time_zone,
  } = row;
  const ownTitles = titles === undefined ? [] : titlesOf(titles, row.own_titles ?? null);
  const label = name ?? (row.policy ? printProse(JSON.parse(row.policy) as OdrlJson) : id);
  const more = detail ?? (ownTitles.length > 0 ? ownTitles.map((title) => title.name).join(', ') : undefined);
  return {
    id,
    kind,
    name: shortened(label),
    ...(version != null && { version }),
    ...(more !== undefined && more !== label && { detail: shortened(more) }),
    ...(type != null && { type }),
    ...(status != null && { status }),
    ...(at != null && { at }),
    ...(partner != null && { partner: { id: partner, name: partner_name ?? partner } }),
    ...(article != null && { article }),
    ...(titles !== undefined && { titles: ownTitles }),
    ...(reference !== undefined && { reference }),
    ...(time_zone !== undefined && { timeZone: time_zone }),
    ...(row.products != null && { products: shortened(row.products) }),
    ...daysOf(row),
  };
}

function daysOf({ starts, ends, time_zone: zone = 'UTC' }: Row): Pick<Entity, 'firstDay' | 'lastDay'> {
  if (starts === undefined || ends === undefined) return {};
  return { firstDay: dateIn(zone, Date.parse(starts)), lastDay: dateIn(zone, Date.parse(ends) - 1) };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > NAME_CHARS_MAX ? `${line.slice(0, NAME_CHARS_MAX).toWellFormed()}…` : line;
}

/** A license without titles covers all titles of its partner. */
function titlesOf(titles: string, ownTitles: string | null): { id: string; name: string }[] {
  const all = JSON.parse(titles) as { id: string; name: string }[];
  const named = ownTitles === null ? null : new Set(JSON.parse(ownTitles) as string[]);
  return all.filter(({ id }) => named === null || named.has(id)).map(({ id, name }) => ({ id, name }));
}
