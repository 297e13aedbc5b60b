/** The plan into D1, by the gateway's own statements and, of the log, by its own form of an entry. */
import { mintApiKey } from '../../../src/access/api-key.ts';
import { insertSecret } from '../../../src/access/secret-store.ts';
import { versionStatements } from '../../../src/articles/ingest/store.ts';
import { searchStatements } from '../../../src/articles/search/store.ts';
import { EntryForm, prefixOf } from '../../../src/ledger/entry.ts';
import { type OutboxMessage, outboxStatements } from '../../../src/ledger/store.ts';
import { insertKey, type KeyRow } from '../../../src/licensing/keys/store.ts';
import { licenseState } from '../../../src/licensing/licenses/state.ts';
import { insertLicense, type LicenseRow } from '../../../src/licensing/licenses/store.ts';
import { insertPartner, type PartnerRow } from '../../../src/licensing/partners/store.ts';
import { insertProduct } from '../../../src/licensing/products/store.ts';
import { putStatements, type RestrictionRow } from '../../../src/restrictions/store.ts';
import { LogWriter } from '../../lib/log-writer.ts';
import type { Random } from '../plan/random.ts';
import { type FilledArticle, itemOf } from './articles.ts';
import type { FilledLicense } from './licenses.ts';
import type { FilledRequest } from './requests.ts';

/** Who made all this, in the versions of licenses. */
const OPERATOR = 'fill';
/** Items of one batch, and entries of one statement: some megabytes. */
const ITEMS_AT_ONCE = 200;
const ENTRIES_AT_ONCE = 1_000;

export interface Credentials {
  partner: string;
  license: string;
  client_id: string;
  client_secret: string;
}

/** The ledger shard of each partner, by its id. */
export function shardsOf(licenses: FilledLicense[], count: number): Map<string, string> {
  const partners = [...new Set(licenses.map(({ partner }) => partner))];
  return new Map(partners.map((id, n) => [id, `ledger-${n % count}`]));
}

/** The shards learn of them from the outbox. Returns the live key of each license. */
export async function writeLicenses(
  db: D1Database,
  licenses: FilledLicense[],
  { shards, createdMs }: { shards: ReadonlyMap<string, string>; createdMs: number },
): Promise<Credentials[]> {
  const at = new Date(createdMs).toISOString();
  const dated = { version: 1, created: at, updated: at };
  const partners = [...new Map(licenses.map(({ partner, plan }) => [partner, plan.partner]))].map(
    ([id, partner]): PartnerRow => ({
      id,
      ...partner,
      ...dated,
      status: 'active',
      ledger: shards.get(id) ?? '',
      recall_contact: null,
    }),
  );
  const products = [...new Map(licenses.map(({ product }) => [product.id, product])).values()];
  const messages: OutboxMessage[] = partners.map(({ id, status, version, ledger }) => ({
    object: ledger,
    change: { kind: 'partner', partner: { id, status, version } },
  }));
  const statements = [
    ...products.flatMap(({ id, name, sections }) =>
      insertProduct(db, { ...dated, id, name, selection: { ...(sections && { sections }) } }),
    ),
    ...partners.flatMap((row) => insertPartner(db, row)),
  ];
  const credentials: Credentials[] = [];
  for (const { id, terms, partner, plan, keys } of licenses) {
    const ledger = shards.get(partner) ?? '';
    const row: LicenseRow = { ...dated, id, status: 'active', terms, exclusivity: null };
    statements.push(...insertLicense(db, row, OPERATOR));
    messages.push({ object: ledger, change: { kind: 'license', license: licenseState(row) } });
    for (const env of ['live', 'test'] as const) {
      const { secret, hash, hint } = mintApiKey(env, keys[env]);
      const key: KeyRow = {
        ...dated,
        id: keys[env],
        license: id,
        name: `${plan.partner.name}, ${env}`,
        env,
        status: 'active',
        hint,
        expires: null,
        addresses: null,
        auth_method: 'client_secret',
        dpop: false,
        last_used: null,
        last_refused: null,
        feed_created: null,
        feed_expires: null,
        older_expires: null,
        ledger,
      };
      statements.push(
        insertKey(db, key),
        insertSecret(db, { hash, owner: key.id, created: at, generation: 1, jwk: null }),
      );
      messages.push({
        object: ledger,
        change: {
          kind: 'key',
          key: { id: key.id, license: id, status: 'active', version: 1, secrets: [{ generation: 1 }] },
        },
      });
      if (env === 'live')
        credentials.push({
          partner: plan.partner.name,
          license: id,
          client_id: key.id,
          client_secret: secret,
        });
    }
  }
  await db.batch([...statements, ...outboxStatements(db, messages, [...new Set(shards.values())], at)]);
  return credentials;
}

/** Every version of every article, in the order of time, and the restrictions of the pictures. */
export async function writeArticles(db: D1Database, articles: FilledArticle[]): Promise<void> {
  const versions = articles
    .flatMap((article) => article.plan.versionsMs.map((atMs, index) => ({ article, index, atMs })))
    .sort((a, b) => a.atMs - b.atMs);
  for (let from = 0; from < versions.length; ) {
    // No item twice in one batch.
    const chunk: typeof versions = [];
    const items = new Set<string>();
    for (const version of versions.slice(from, from + ITEMS_AT_ONCE)) {
      if (items.has(version.article.id)) break;
      items.add(version.article.id);
      chunk.push(version);
    }
    from += chunk.length;
    await writeVersions(db, chunk);
  }
}

async function writeVersions(
  db: D1Database,
  chunk: { article: FilledArticle; index: number; atMs: number }[],
): Promise<void> {
  const { results } = await db
    .prepare('SELECT id, seq FROM items WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(chunk.map(({ article }) => article.id)))
    .all<{ id: string; seq: number }>();
  const seqs = new Map(results.map(({ id, seq }) => [id, seq]));
  const writes = chunk.map(({ article, index, atMs }) => {
    const item = itemOf(article, index);
    return {
      item,
      basedOnSeq: seqs.get(item.id) ?? 0,
      changeType: item.changeType,
      sourceDigest: `${item.id} ${item.version}`,
      operator: OPERATOR,
      change: null,
      stored: { document: JSON.stringify(item), key: null },
      links: [],
      at: new Date(atMs).toISOString(),
    };
  });
  const restrictions = chunk
    .filter(({ index }) => index === 0)
    .flatMap(({ article }) => restrictionsOf(article));
  await db.batch([
    ...versionStatements(db, writes),
    ...searchStatements(
      db,
      writes.map(({ item }) => item),
    ),
    ...putStatements(db, restrictions, OPERATOR),
  ]);
}

function restrictionsOf({ id, components, plan }: FilledArticle): RestrictionRow[] {
  const at = new Date(plan.versionsMs[0] ?? 0).toISOString();
  return components.flatMap(({ id: component, restriction }) =>
    restriction
      ? [
          {
            id: restriction.id,
            version: 1,
            scope: { kind: 'component' as const, component },
            item: id,
            policy: null,
            text: restriction.text,
            reading: null,
            reviewed: restriction.isReviewed,
            source: 'wire' as const,
            status: 'active' as const,
            created: at,
            updated: at,
          },
        ]
      : [],
  );
}

/** `onProgress` gets the number of entries that are written. */
export async function writeEntries(
  db: D1Database,
  requests: Iterable<FilledRequest>,
  { shards, random }: { shards: ReadonlyMap<string, string>; random: Random },
  onProgress: (entries: number) => void,
): Promise<void> {
  const sizes = new Map<string, number>();
  let written = 0;
  const logs = new Map(
    [...new Set(shards.values())].map((shard) => [
      shard,
      { writer: new LogWriter(db, shard), rows: [] as string[] },
    ]),
  );
  for (const { caller, draft, atMs, billed } of requests) {
    const index = sizes.get(caller.license) ?? 0;
    sizes.set(caller.license, index + 1);
    const { body } = new EntryForm(caller, draft).seal({
      id: random.id(prefixOf(draft), atMs),
      index,
      at: new Date(atMs).toISOString(),
      billable: billed.length,
      billed,
    });
    const log = logs.get(shards.get(caller.partner) ?? '');
    if (!log) throw new Error(`${caller.partner} has no shard`);
    log.rows.push(body);
    if (log.rows.length === ENTRIES_AT_ONCE) await log.writer.write(log.rows.splice(0));
    onProgress(++written);
  }
  for (const { writer, rows } of logs.values()) {
    await writer.write(rows);
    await writer.seal();
  }
}
