/**
 * Makes a newsroom large: copies of what was made through the admin API, written to D1 row by row alike and
 * told to the ledger object, as the API would have done it one by one within an hour.
 */
import type { Miniflare } from 'miniflare';
import { mintApiKey } from '../../src/access/api-key.ts';
import type { Change, KeyState, LicenseState } from '../../src/ledger/types.ts';
import { CHANGE_STATE } from '../../src/restrictions/store.ts';
import type { LicenseTerms } from '../../src/rights/terms.ts';
import type { SmallSite } from '../../test/support/small-site.ts';

/** Copies of one statement, and changes of one call of the object. */
const AT_ONCE = 2_000;
/** Above the numbers of what the API made. */
const FIRST_SEQ = 1_000_000;

/** The list that is bound second, without the other columns of `json_each`. */
const COPIES = '(SELECT value FROM json_each(?2)) AS copy';

type Database = Awaited<ReturnType<Miniflare['getD1Database']>>;

const numbered = (prefix: string, n: number) => `${prefix}_${n.toString(16).padStart(32, '0')}`;

/** Ids of `count` copies of an article without associated items. */
export async function copyArticles(runtime: Miniflare, template: string, count: number): Promise<string[]> {
  const db = await runtime.getD1Database('DB');
  const ids = Array.from({ length: count }, (_, n) => numbered('itm', n));
  for (const part of partsOf(ids.map((id, n) => ({ id, n }))))
    await db.batch(articleStatements(db, template, part));
  return ids;
}

/** Each copy has ids, a uri and a time of publication of its own, in its rows and in its document. */
function articleStatements(db: Database, template: string, copies: { id: string; n: number }[]) {
  const list = JSON.stringify(
    copies.map(({ id, n }) => ({
      id,
      uri: `urn:bench:copy:${n}`,
      component: numbered('cmp', n),
      seq: FIRST_SEQ + n,
    })),
  );
  const run = (sql: string) => db.prepare(sql).bind(template, list);
  const copy = (column: string) => `copy.value ->> '${column}'`;
  const created = `version_created_ms - ${copy('seq')}`;
  return [
    run(
      `INSERT INTO changes (seq, item, version, change_type, at, ${CHANGE_STATE})
       SELECT ${copy('seq')}, ${copy('id')}, version, change_type, at, ${CHANGE_STATE}
       FROM ${COPIES}, (SELECT * FROM changes WHERE item = ?1 LIMIT 1)`,
    ),
    run(
      `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, operator, document)
       SELECT ${copy('id')}, version, ${created}, ${copy('seq')}, source_digest, operator, json_set(
         replace(replace(replace(document, ?1, ${copy('id')}), component, ${copy('component')}), uri, ${copy('uri')}),
         '$.versionCreated', ${created})
       FROM ${COPIES}, (SELECT item_versions.*, items.uri, components.id AS component FROM item_versions
         JOIN items ON items.id = item_versions.item JOIN components ON components.item = items.id WHERE items.id = ?1)`,
    ),
    run(
      `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, language, headline, sections, subjects)
       SELECT ${copy('id')}, ${copy('uri')}, version, ${created}, ${copy('seq')}, type, pub_status,
         language, headline, sections, subjects
       FROM ${COPIES}, items WHERE items.id = ?1`,
    ),
    run(
      `INSERT INTO components (id, item) SELECT ${copy('component')}, ${copy('id')} FROM ${COPIES} WHERE ?1 = ?1`,
    ),
  ];
}

/**
 * `count` licenses like the template, each of a partner and with a key of its own; they have no tokens yet.
 */
export async function copyLicenses(
  runtime: Miniflare,
  template: SmallSite,
  count: number,
): Promise<SmallSite[]> {
  const db = await runtime.getD1Database('DB');
  const row = await db
    .prepare(
      'SELECT terms, ledger FROM licenses JOIN partners ON partners.id = licenses.partner WHERE licenses.id = ?',
    )
    .bind(template.license)
    .first<{ terms: string; ledger: string }>();
  if (!row) throw new Error('the license to copy is not there');
  const terms = JSON.parse(row.terms) as LicenseTerms;
  const copies = Array.from({ length: count }, (_, n) => {
    const key = numbered('key', n);
    const { secret, hash, hint } = mintApiKey('live', key);
    return { license: numbered('lic', n), partner: numbered('par', n), key, secret, hash, hint };
  });
  const namespace = await runtime.getDurableObjectNamespace('LEDGER');
  const object = namespace.get(namespace.idFromName(row.ledger)) as unknown as {
    apply(changes: Change[]): Promise<void>;
  };
  for (const part of partsOf(copies)) {
    await db.batch(licenseStatements(db, template, part));
    await object.apply(part.flatMap((copy) => changesOf(copy, terms)));
  }
  return copies.map(({ license, partner, key, secret }) => ({
    license,
    partner,
    key: { client_id: key, client_secret: secret },
    token: '',
  }));
}

type Copy = Pick<SmallSite, 'license' | 'partner'> & { key: string; hash: string; hint: string };

function licenseStatements(db: Database, { license, partner, key }: SmallSite, copies: Copy[]) {
  const run = (sql: string, id: string) => db.prepare(sql).bind(id, JSON.stringify(copies));
  const from = (table: string, id = 'id') => `FROM ${COPIES}, ${table} WHERE ${table}.${id} = ?1`;
  const copy = (column: string) => `copy.value ->> '${column}'`;
  const terms = `json_set(terms, '$.partner', ${copy('partner')})`;
  return [
    run(
      `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated)
       SELECT ${copy('partner')}, name, status, ledger, titles, version, created, updated ${from('partners')}`,
      partner,
    ),
    run(
      `INSERT INTO licenses (id, partner, version, status, terms, created, updated)
       SELECT ${copy('license')}, ${copy('partner')}, version, status, ${terms}, created, updated ${from('licenses')}`,
      license,
    ),
    run(
      `INSERT INTO license_versions (license, version, status, terms, at, operator)
       SELECT ${copy('license')}, version, status, ${terms}, at, operator ${from('license_versions', 'license')}`,
      license,
    ),
    run(
      `INSERT INTO api_keys (id, license, name, env, status, hint, version, created, updated)
       SELECT ${copy('key')}, ${copy('license')}, name, env, status, ${copy('hint')}, version, created, updated ${from('api_keys')}`,
      key.client_id,
    ),
    run(
      `INSERT INTO key_secrets (hash, owner, created, generation)
       SELECT ${copy('hash')}, ${copy('key')}, created, generation ${from('key_secrets', 'owner')}`,
      key.client_id,
    ),
  ];
}

/** What the object is told of a partner, license and key that the desk has made. */
function changesOf({ license, partner, key }: Copy, { starts, ends }: LicenseTerms): Change[] {
  const state: LicenseState = {
    id: license,
    partner,
    version: 1,
    status: 'active',
    startsMs: Date.parse(starts),
    endsMs: Date.parse(ends),
  };
  const keyState: KeyState = { id: key, license, status: 'active', secrets: [{ generation: 1 }], version: 1 };
  return [
    { kind: 'partner', partner: { id: partner, status: 'active', version: 1 } },
    { kind: 'license', license: state },
    { kind: 'key', key: keyState },
  ];
}

function* partsOf<T>(list: T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += AT_ONCE) yield list.slice(from, from + AT_ONCE);
}
