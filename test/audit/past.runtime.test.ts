/** Decisions of the past are reproduced exactly, whatever has become of all that they were made on. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { itemHistory } from '../../src/articles/past/history.ts';
import { redecide } from '../../src/audit/past/decision.ts';
import { PastArticle, PastLicenses } from '../../src/audit/past/historical-context.ts';
import { pastDecision } from '../../src/audit/past/past-decision.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { licensingHistory } from '../../src/licensing/past/history.ts';
import { type Busy, busyNewsroom, changeAll, entriesOf } from './past-newsroom.ts';

let busy: Busy;
let entries: UseEntry[];

beforeAll(async () => {
  busy = await busyNewsroom();
  await changeAll(busy);
  entries = await entriesOf(busy);
});

const replay = (entry: UseEntry | undefined, change: Partial<UseEntry> = {}) =>
  pastDecision(env, { ...(entry as UseEntry), ...change }, 'desk');
const entryOf = (code: string | null) => entries.find((entry) => entry.code === code);

describe('a repeated decision', () => {
  it('equals its entry in outcome, code, rule and every component', async () => {
    const licenses = new PastLicenses(
      await licensingHistory(
        env.DB,
        busy.sites.map(({ license }) => license),
      ),
    );
    const wrong: unknown[] = [];
    for (const article of new Set(entries.map((entry) => entry.article))) {
      const own = entries.filter((entry) => entry.article === article);
      const history = await itemHistory(env, article, [...new Set(own.map(({ version }) => version))]);
      const past = { licenses, article: history && new PastArticle(history) };
      for (const entry of own) {
        const decided = redecide(entry, past);
        if (typeof decided === 'string') wrong.push([decided, entry]);
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(entries.length).toBeGreaterThan(800);
  });

  it('answers with every component of the entry', async () => {
    const permits = entries.filter(({ outcome, delivered }) => outcome === 'permit' && delivered.length > 0);
    for (const entry of permits.filter((_, place) => place % 20 === 0)) {
      const answer = await replay(entry);
      const of = (name: string) =>
        answer.reproduced
          ? answer.components.flatMap(({ component, outcome, code }) =>
              outcome === name ? [[component, code]] : [],
            )
          : answer.reason;
      expect(of('permit')).toEqual(entry.delivered.map(({ component }) => [component, undefined]));
      expect(of('deny')).toHaveLength(entry.withheld.length);
      expect(of('deny')).toEqual(
        expect.arrayContaining(entry.withheld.map(({ component, code }) => [component, code])),
      );
    }
  });

  it('covers every kind of decision in this test', () => {
    const codes = new Set(
      entries.flatMap(({ code, withheld }) => [code, ...withheld.map((part) => part.code)]),
    );
    for (const code of [
      null,
      'restricted',
      'restriction_unreviewed',
      'killed',
      'held',
      'embargoed',
      'license_suspended',
      'license_expired',
      'quota_exceeded',
      'outside_token',
      'component_not_licensed',
      'title_not_licensed',
      'territory_not_licensed',
      'channel_not_licensed',
      'use_not_licensed',
      'purpose_not_licensed',
      'content_unavailable',
    ])
      expect(codes, `no ${code}`).toContain(code);
    expect(entries.some(({ narrowed }) => narrowed)).toBe(true);
    expect(entries.some(({ policies }) => policies.some(({ id }) => id.startsWith('exc_')))).toBe(true);
    expect(entries.some(({ outcome, delivered }) => outcome === 'permit' && delivered.length === 0)).toBe(
      true,
    );
  });

  it('explains itself in steps and sentences, and names a refusal by the ledger', async () => {
    expect(await replay(entryOf('restricted'))).toMatchObject({
      steps: [
        { step: 'license' },
        { step: 'product' },
        { step: 'pubStatus' },
        { step: 'embargo' },
        { result: 'stopped', code: 'restricted' },
        { step: 'quota', result: 'not_reached' },
      ],
    });
    expect(await replay(entryOf('killed'))).toMatchObject({ sentence: 'It is untrue.' });
    expect(await replay(entryOf('quota_exceeded'))).toMatchObject({
      sentence: 'The policies permitted it; the quota of the license had less left than it needed.',
    });
    const suspended = entries.find(
      ({ code, partner }) => code === 'license_suspended' && partner === busy.sites[2]?.partner,
    );
    expect(await replay(suspended)).toMatchObject({
      sentence: 'The agency has suspended this partner, and with it all its licenses.',
      steps: [
        { step: 'license', result: 'stopped' },
        ...Array.from({ length: 5 }, () => ({ result: 'not_reached' })),
      ],
    });
  });

  it('reveals nothing about other partners to a partner', async () => {
    const alone = entries.find(({ decidedBy, withheld }) =>
      [decidedBy, ...withheld.map((part) => part.decidedBy)].some((rule) => rule.startsWith('exc_')),
    );
    const answer = await pastDecision(env, alone as UseEntry, 'partner');
    expect(JSON.stringify(answer)).toContain('an exclusivity that the agency granted to another client');
    for (const { partner, license } of busy.sites)
      if (partner !== alone?.partner) {
        expect(JSON.stringify(answer)).not.toContain(partner);
        expect(JSON.stringify(answer)).not.toContain(license);
      }
  });
});

describe('the token’s restrictions in an entry', () => {
  it('list what differs from the license, and are absent when nothing does', () => {
    const narrowed = new Set(
      entries.flatMap((entry) => (entry.narrowed ? [JSON.stringify(entry.narrowed)] : [])),
    );
    expect(narrowed).toContain(JSON.stringify({ channels: ['web'], locations: ['AT'] }));
    const whole = entries.filter(({ partner }) => partner === busy.sites[2]?.partner);
    expect(whole.some((entry) => 'narrowed' in entry)).toBe(false);
  });
});

describe('a decision that cannot be repeated', () => {
  const restricted = () =>
    entries.find(
      ({ policies, code }) => code === null && policies.some(({ id }) => id.startsWith('rst_')),
    ) as UseEntry;

  it('reports an entry that contradicts its policies', async () => {
    const entry = restricted();
    for (const change of [
      { decidedBy: `${entry.license}#other` },
      { code: 'restricted', outcome: 'deny' as const },
      { withheld: [...entry.withheld, { component: 'cmp_x', code: 'killed', decidedBy: 'pubStatus' }] },
    ])
      expect(await replay(entry, change)).toMatchObject({ reproduced: false, reason: 'decided_otherwise' });
  });

  it('reports a policy with another digest', async () => {
    const entry = restricted();
    const policies = entry.policies.map((policy) => ({ ...policy, sha256: '0'.repeat(64) }));
    expect(await replay(entry, { policies })).toMatchObject({ reason: 'policies_changed' });
    const [last] = entry.policies.slice(-1);
    const row = 'restriction_versions WHERE restriction = ?1 AND version = ?2';
    const policy = await env.DB.prepare(`SELECT policy FROM ${row}`)
      .bind(last?.id, last?.version)
      .first<string>('policy');
    const rewrite = (text: string | null) =>
      env.DB.prepare(`UPDATE ${row.replace('WHERE', 'SET policy = ?3 WHERE')}`)
        .bind(last?.id, last?.version, text)
        .run();
    await rewrite('{"@type":"Set","uid":"urn:test:other","prohibition":[{"action":"print"}]}');
    expect(await replay(entry)).toMatchObject({ reason: 'policies_changed' });
    await rewrite(policy);
    expect(await replay(entry)).toMatchObject({ reproduced: true });
  });

  it('reports titles that are stored only in a later version', async () => {
    const [wide] = busy.sites;
    const { results } = await env.DB.prepare('SELECT * FROM partner_versions WHERE partner = ?')
      .bind(wide?.partner)
      .all<{ version: number }>();
    expect(results.length).toBe(3);
    await env.DB.prepare('DELETE FROM partner_versions WHERE partner = ? AND version < 3')
      .bind(wide?.partner)
      .run();
    const entry = entries.find(
      ({ partner, code, title }) => partner === wide?.partner && code === null && title === 'morgen',
    );
    expect(await replay(entry)).toMatchObject({ reproduced: false, reason: 'before_versions' });
  });

  it('reports a license version or an item version that is missing', async () => {
    const entry = entries.at(-1) as UseEntry;
    expect(await replay(entry, { licenseVersion: 99 })).toMatchObject({ reason: 'license_gone' });
    expect(await replay(entry, { version: '99' })).toMatchObject({ reason: 'document_gone' });
    expect(await replay(entry, { article: 'itm_none' })).toMatchObject({ reason: 'document_gone' });
  });
});
