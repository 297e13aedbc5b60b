/** A ledger object of its own for a test, told of one license with one key, and what to ask it. */
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { leafHash } from '../../src/ledger/merkle.ts';
import type { Change, LicenseState, RecordAnswer, RecordRequest } from '../../src/ledger/types.ts';
import { linesOf } from '../support/entry-log.ts';
import { naiveRoot } from '../support/naive-merkle.ts';

export const HOUR = 3_600_000;

export interface RequestOptions {
  article?: string;
  components?: string[];
  grant?: string;
  title?: string;
  env?: 'live' | 'test';
  seq?: number;
  key?: string;
}

export interface OpenObject {
  /** Pool name. */
  name: string;
  object: DurableObjectStub<LedgerShard>;
  /** Requests are judged on its `version`. */
  license: LicenseState;
  tell(...changes: Change[]): Promise<void>;
  request(change?: RequestOptions): RecordRequest;
  /**
   * Re-reads the whole log of the license and rebuilds its tree naively: after every operation both must
   * agree.
   */
  wholeLog(): Promise<Record<string, unknown>[]>;
}

let count = 0;

export async function openObject(): Promise<OpenObject> {
  const name = `test-object-${++count}`;
  const object = env.LEDGER.get(env.LEDGER.idFromName(name));
  const license: LicenseState = {
    id: `lic_${count}`,
    partner: 'par_1',
    version: 1,
    status: 'active',
    startsMs: Date.now() - HOUR,
    endsMs: Date.now() + 1_000 * HOUR,
  };
  await intoCatalogue(name, license.id);
  // An object that gets its first partner takes the epoch of D1.
  const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<number>(
    'value',
  );
  const tell = (...changes: Change[]) => object.apply(changes);
  await tell(
    { kind: 'partner', partner: { id: 'par_1', status: 'active', version: 1 } },
    { kind: 'license', license },
    {
      kind: 'key',
      key: { id: 'key_1', license: license.id, status: 'active', secrets: [{ generation: 0 }], version: 1 },
    },
  );
  return {
    name,
    object,
    license,
    tell,
    request: (change) => requestOf(license, epoch ?? 0, change),
    wholeLog: () => wholeLog(object, license.id),
  };
}

/** Self-check and health look up in the catalogue which object a license lives in. */
async function intoCatalogue(object: string, license: string): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated)
       VALUES (?1, '', 'active', ?1, '[]', 1, '', '')`,
    ).bind(object),
    env.DB.prepare(
      `INSERT INTO licenses (id, partner, version, status, terms, created, updated)
       VALUES (?, ?, 1, 'active', '{}', '', '')`,
    ).bind(license, object),
  ]);
}

export function requestOf(license: LicenseState, epoch: number, change: RequestOptions = {}): RecordRequest {
  const article = change.article ?? 'itm_1';
  return {
    caller: {
      ...{ partner: license.partner, license: license.id, key: change.key ?? 'key_1' },
      env: change.env ?? 'live',
    },
    judged: { licenseVersion: license.version, epoch, items: { [article]: change.seq ?? 1 } },
    carriesContent: true,
    grant: change.grant ?? `grant ${article}`,
    draft: {
      kind: 'delivery',
      licenseVersion: 1,
      title: change.title ?? null,
      article,
      uri: `urn:${article}`,
      version: '1',
      sections: ['s'],
      format: 'ninjs',
      use: null,
      territory: null,
      channel: null,
      outcome: 'permit',
      code: null,
      decidedBy: 'lic#1',
      policies: [],
      delivered: (change.components ?? ['cmp_1']).map((component) => ({ component, digest: 'd' })),
      withheld: [],
    },
  };
}

export async function ok(answer: Promise<RecordAnswer>) {
  const given = await answer;
  if (given.kind !== 'ok') throw new Error(JSON.stringify(given));
  return given;
}

export async function wholeLog(object: DurableObjectStub<LedgerShard>, license: string) {
  const stored = await linesOf(object, license);
  expect(stored.map(({ index }) => index)).toEqual(stored.map((_, index) => index));
  const { size, root } = await object.tree(license);
  expect(size).toBe(stored.length);
  expect(root).toBe(naiveRoot(stored.map(({ line }) => leafHash(line))).toString('hex'));
  return stored.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
}
