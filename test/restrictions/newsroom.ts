/** Stores items as the articles room does, with the columns that restrictions use. */
import { env } from 'cloudflare:workers';
import { derivedId } from '../../src/platform/ids.ts';
import { type WireRestriction, wireChanges, wireStatements } from '../../src/restrictions/wire.ts';

let count = 0;

/** An item with one photograph. */
export async function storedItem(pubStatus: 'usable' | 'canceled' = 'usable') {
  count += 1;
  const uri = `urn:test:${count}`;
  const item = derivedId('itm', uri);
  const photograph = derivedId('cmp', item, 'photo');
  const document = JSON.stringify({ id: item, components: [{ id: photograph, type: 'photograph' }] });
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO changes (item, version, change_type, at) VALUES (?, '1', 'new', '2026-11-01T00:00:00Z')`,
    ).bind(item),
    env.DB.prepare(
      `INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
       VALUES (?, ?, '1', 0, (SELECT max(seq) FROM changes), 'text', ?, '["sport"]', '[]')`,
    ).bind(item, uri, pubStatus),
    env.DB.prepare(
      `INSERT INTO item_versions (item, version, version_created_ms, seq, source_digest, operator, document)
       VALUES (?, '1', 0, (SELECT max(seq) FROM changes), '', '', ?)`,
    ).bind(item, document),
    env.DB.prepare('INSERT INTO components (id, item) VALUES (?, ?)').bind(photograph, item),
  ]);
  return { item, photograph };
}

/** Stores what the wire states for one scope. */
export async function storeWire(wire: WireRestriction): Promise<{ reviewed: boolean; wrote: boolean }> {
  const changes = await wireChanges(env.DB, [wire]);
  const statements = wireStatements(env.DB, changes, wire);
  if (statements.length > 0) await env.DB.batch(statements);
  return { reviewed: changes.every(({ reviewed }) => reviewed), wrote: statements.length > 0 };
}

export async function seqOf(item: string): Promise<number> {
  const row = await env.DB.prepare('SELECT seq FROM items WHERE id = ?').bind(item).first<{ seq: number }>();
  return row?.seq ?? 0;
}

export async function changesOf(item: string) {
  const { results } = await env.DB.prepare('SELECT seq, change_type FROM changes WHERE item = ? ORDER BY seq')
    .bind(item)
    .all<{ seq: number; change_type: string }>();
  return results;
}

export async function epoch(): Promise<number> {
  const row = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<{
    value: number;
  }>();
  return row?.value ?? 0;
}

export async function versionsOf(restriction: string) {
  const { results } = await env.DB.prepare(
    'SELECT version, status, reviewed, operator FROM restriction_versions WHERE restriction = ? ORDER BY version',
  )
    .bind(restriction)
    .all<{ version: number; status: string; reviewed: number; operator: string }>();
  return results;
}
