/**
 * What would have been: told of one partner's log, and seen on another partner that asked the same under what
 * is supposed. Both have the same terms, so what the replay says of the first must be what happened to the
 * second.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bounds } from '../../src/audit/replay/limits.ts';
import { price } from '../../src/audit/replay/price.ts';
import { replay } from '../../src/audit/replay/replay.ts';
import { priceQuestion, replayQuestion } from '../../src/audit/replay/schemas.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  logOf,
  openNewsroom,
  openSite,
  type PartnerSite,
  terms,
  wireItem,
} from '../support/newsroom.ts';
import { sealLog } from '../support/seal.ts';
import { deskOf } from './past-newsroom.ts';

const WIDE = { territories: ['DE', 'AT', 'CH'], channels: ['web', 'print'] };
const QUESTIONS = ['', '?territory=DE&use=display', '?title=abend&channel=web', '?use=archive', '?use=print'];

let articles: (Ingested & { photograph?: string })[];
/** Asked before anything was otherwise. */
let first: PartnerSite;
let other: PartnerSite;
let from: string;

const now = () => new Date().toISOString();
const post = (path: string, json: unknown, token = auditor) => request(`/v1/audit/${path}`, { token, json });

async function answered<T = Replayed>(path: string, json: unknown): Promise<T> {
  const response = await post(path, json);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

interface Replayed {
  totals: {
    entries: number;
    same: number;
    changed: { from: string; to: string; entries: number }[];
    components: { type: string; from: string; to: string; components: number }[];
    units: { license: string; title: string; added: number; dropped: number }[];
    sections: { section: string; added: number; dropped: number }[];
    notDecided: unknown[];
    examples: { entry: string; from: string; to: string; sentence: string; href: string }[];
  };
  sentences: string[];
  continue: unknown;
}

/** The same of everybody: whole articles, again and again, single components, a HEAD. */
async function askAll({ token }: PartnerSite): Promise<void> {
  const ask = async (path: string, method = 'GET') =>
    (await request(`/v1/articles/${path}`, { token, method })).arrayBuffer();
  for (const question of [...QUESTIONS, '']) for (const { id } of articles) await ask(`${id}${question}`);
  for (const { id, components } of articles)
    for (const component of components) await ask(`${id}/components/${component.id}`);
  for (const { id } of articles) await ask(id, 'HEAD');
}

const logged = async ({ license }: PartnerSite) =>
  (await logOf(license)).map(({ body }) => JSON.parse(body) as UseEntry);

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');

beforeAll(async () => {
  articles = [
    await ingest(newsroom, wireItem()),
    await ingestWithPhotograph(newsroom),
    await ingestWithPhotograph(newsroom, { usageTerms: 'NO ARCHIVE' }),
    await ingest(newsroom, wireItem({ embargoedUntil: new Date(Date.now() + 86_400_000).toISOString() })),
  ];
  from = now();
  [first, other] = [await openSite(newsroom, WIDE), await openSite(newsroom, WIDE)];
  await askAll(first);
  await askAll(other);
  // A part of it is found by the index, the rest is looked through.
  await logOf(first.license);
  await sealLog();
  const test = await openSite(newsroom, WIDE, { env: 'test' });
  await askAll(test);
});

const periodOf = (site: PartnerSite) => ({ license: site.license, from, to: now() });

/** What a replay must say of a log, when another one is what would have been. */
function compared(was: UseEntry[], would: UseEntry[]) {
  const changed = new Map<string, number>();
  for (const [place, entry] of was.entries()) {
    const [a, b] = [entry, would[place] as UseEntry].map((entry) => ({
      code: entry.code ?? 'permit',
      // A refusal of the whole may or may not say it again of each part.
      parts: entry.withheld
        .filter(({ code }) => code !== entry.code)
        .map(({ component, code }) => `${component} ${code}`)
        .sort()
        .join(),
    })) as [{ code: string; parts: string }, { code: string; parts: string }];
    if (a.code === b.code && a.parts === b.parts) continue;
    const key = `${a.code} ${b.code}`;
    changed.set(key, (changed.get(key) ?? 0) + 1);
  }
  const units = (entries: UseEntry[]) => entries.reduce((sum, { billable }) => sum + billable, 0);
  return { changed, units: units(would) - units(was) };
}

function totalsOf({ totals }: Replayed) {
  return {
    changed: new Map(totals.changed.map(({ from, to, entries }) => [`${from} ${to}`, entries])),
    units: totals.units.reduce((sum, { added, dropped }) => sum + added - dropped, 0),
  };
}

describe('a replay without a relevant change', () => {
  it('finds all entries unchanged', async () => {
    const {
      totals,
      sentences,
      continue: more,
    } = await answered('replay', {
      filter: periodOf(first),
      change: { restrictions: [{ text: 'JAPAN OUT' }] },
    });
    const { length } = await logged(first);
    expect(totals).toMatchObject({ entries: length, changed: [], units: [], notDecided: [], examples: [] });
    expect(totals.same).toBe(length);
    expect(sentences).toContain('The bill would have been the same.');
    expect(more).toBeNull();
  });
});

describe('a replay with a change', () => {
  it('predicts the outcome under a proposed restriction, and after its withdrawal', async () => {
    const text = 'AUSTRIA OUT. NO ARCHIVE';
    const supposed = await answered('replay', {
      filter: periodOf(first),
      change: { restrictions: [{ text }] },
    });
    const desk = deskOf(newsroom);
    const { id } = await desk('/restrictions', 'POST', { scope: `section:${newsroom.section}`, text });
    const second = await openSite(newsroom, WIDE);
    await askAll(second);
    const [was, would] = [await logged(first), await logged(second)];
    const comparison = compared(was, would);
    expect(comparison.changed.size).toBeGreaterThan(0);
    expect(totalsOf(supposed)).toEqual(comparison);
    const [example] = supposed.totals.examples;
    expect(example?.href).toBe(`/v1/audit/deliveries/${example?.entry}`);
    expect(was.map((entry) => entry.id)).toContain(example?.entry);

    const without = await answered('replay', { filter: periodOf(second), change: { withdraw: [id] } });
    expect(totalsOf(without)).toEqual(compared(would, was));
    await desk(`/restrictions/${id}`, 'PATCH', { status: 'withdrawn' });
  });

  it('predicts the outcome under other terms, proposed or of another version', async () => {
    const change = { components: ['dispatch'], territories: ['DE'], channels: ['web'], advance: true };
    const proposed = terms(newsroom, first.partner, { ...WIDE, ...change });
    const supposed = await answered('replay', {
      filter: periodOf(first),
      change: { license: { terms: proposed } },
    });
    const second = await openSite(newsroom, { ...WIDE, ...change });
    await askAll(second);
    const comparison = compared(await logged(first), await logged(second));
    expect(comparison.changed.get('embargoed permit')).toBeGreaterThan(0);
    expect(comparison.units).not.toBe(0);
    expect(totalsOf(supposed)).toEqual(comparison);

    const { version } = await deskOf(newsroom)(`/licenses/${first.license}`, 'PATCH', change);
    const byVersion = await answered('replay', {
      filter: periodOf(first),
      change: { license: { version } },
    });
    expect(totalsOf(byVersion)).toEqual(comparison);
    const { totals } = await answered('replay', {
      filter: periodOf(first),
      change: { license: { version: 1 } },
    });
    expect(totals.changed).toEqual([]);
  });

  it('does not bill units again that were billed before the period', async () => {
    const site = await openSite(newsroom, { ...WIDE, components: ['photograph'] });
    const pictured = articles[1] as Ingested;
    await (await request(`/v1/articles/${pictured.id}`, { token: site.token })).arrayBuffer();
    await deskOf(newsroom)(`/licenses/${site.license}`, 'PATCH', { components: ['logo'] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const later = now();
    const token = await partnerToken(site.key);
    await (await request(`/v1/articles/${pictured.id}`, { token })).arrayBuffer();
    expect((await logged(site)).map(({ billable }) => billable)).toEqual([1, 0]);
    const replayed = (since: string) =>
      answered('replay', {
        filter: { license: site.license, from: since, to: now() },
        change: { license: { terms: terms(newsroom, site.partner, WIDE) } },
      });
    expect(totalsOf(await replayed(later)).changed.get('component_not_licensed permit')).toBe(1);
    // The photograph is on the bill, the text is not.
    expect(totalsOf(await replayed(later)).units).toBe(1);
    expect(totalsOf(await replayed(from)).units).toBe(1);
  });
});

describe('the price of a draft', () => {
  it('equals the bill of a license with these terms for the same requests', async () => {
    const draft = { ...WIDE, components: ['dispatch', 'photograph'], uses: ['display'], channels: ['web'] };
    const site = await openSite(newsroom, draft);
    await askAll(site);
    const log = await logged(site);
    const answer = await answered<Priced>('price', {
      terms: { ...terms(newsroom, site.partner, draft), quota: { limit: 3, per: 'day', onExceed: 'refuse' } },
      from,
      to: now(),
      basis: { license: other.license },
    });
    const refused = new Map<string, number>();
    for (const { code } of log) if (code !== null) refused.set(code, (refused.get(code) ?? 0) + 1);
    const units = log.reduce((sum, { billable }) => sum + billable, 0);
    expect(answer.totals.asked).toBe(log.length);
    expect(answer.totals.permitted).toBe(log.filter(({ code }) => code === null).length);
    expect(new Map(answer.totals.refused.map(({ code, entries }) => [code, entries]))).toEqual(refused);
    expect(answer.units).toBe(units);
    expect(answer.totals.titles.reduce((sum, row) => sum + row.units, 0)).toBe(units);
    expect(answer.totals.types.reduce((sum, row) => sum + row.units, 0)).toBe(units);
    expect(answer.quota).toMatchObject({ limit: 3, over: units - 3, exceeded: [{ units }] });
    expect(answer.sentences.join(' ')).toContain(`It would have cost ${units} units.`);
  });

  it('covers all requests for a draft without a partner, and names its clashes', async () => {
    await openSite(newsroom, {
      ...WIDE,
      territories: ['JP'],
      exclusivity: { components: ['photograph'] },
    });
    const { partner: _partner, ...draft } = terms(newsroom, '', { ...WIDE, territories: ['JP', 'DE'] });
    const answer = await answered<Priced>('price', { terms: draft, from, to: now() });
    expect(answer.clashes).toMatchObject([{ code: 'exclusivity_clash' }]);
    expect(answer.totals.permitted).toBeGreaterThan(0);
    // Each component once, whoever asked for it: there is no title that it could be paid for twice.
    const texts = articles.length - 1;
    expect(answer.totals.types).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'dispatch', units: texts })]),
    );
  });
});

interface Priced {
  units: number;
  quota?: { limit: number; over: number; exceeded: { window: string; units: number }[] };
  clashes: { code: string; message: string }[];
  totals: {
    asked: number;
    permitted: number;
    refused: { code: string; entries: number }[];
    types: { type: string; units: number }[];
    titles: { title: string; units: number }[];
  };
  sentences: string[];
  continue: unknown;
}

describe('the calls of a replay', () => {
  const small: Bounds = { entriesMax: 7, articlesMax: 2 };

  it('add up to the totals of a single call', { tags: 'slow' }, async () => {
    const question = {
      filter: { section: newsroom.section, from, to: now() },
      change: { restrictions: [{ text: 'AUSTRIA OUT' }], withdraw: [] },
    };
    let [answer, calls] = [await replay(env, replayQuestion.parse(question), Date.now(), small), 1];
    while (answer.ok && answer.value.continue) {
      const next = { ...question, continue: JSON.parse(JSON.stringify(answer.value.continue)) };
      answer = await replay(env, replayQuestion.parse(next), Date.now(), small);
      calls += 1;
    }
    const whole = await replay(env, replayQuestion.parse(question), Date.now());
    if (!answer.ok || !whole.ok) throw new Error('not answered');
    expect(calls).toBeGreaterThan(10);
    expect(answer.value.totals).toEqual(whole.value.totals);
    expect(answer.value.sentences).toEqual(whole.value.sentences);
  });

  it('add up for a price, too', async () => {
    const question = {
      terms: terms(newsroom, other.partner, { channels: ['web'], uses: ['display'] }),
      from,
      to: now(),
      basis: { partner: other.partner },
    };
    let answer = await price(env, priceQuestion.parse(question), Date.now(), small);
    while (answer.ok && answer.value.continue)
      answer = await price(
        env,
        priceQuestion.parse({ ...question, continue: answer.value.continue }),
        Date.now(),
        small,
      );
    const whole = await price(env, priceQuestion.parse(question), Date.now());
    if (!answer.ok || !whole.ok) throw new Error('not answered');
    expect(whole.value.continue).toBeNull();
    expect(answer.value).toEqual(whole.value);
  });
});

describe('replay and price', () => {
  const replayQuestion = () => ({
    filter: { from, to: now() },
    change: { restrictions: [{ text: 'JAPAN OUT' }] },
  });
  const drafted = () => ({ terms: terms(newsroom, other.partner), from, to: now() });

  it('are for auditors and the desk only', async () => {
    for (const role of ['auditor', 'desk', 'owner'] as const) {
      const token = await operatorToken(role);
      expect((await post('replay', replayQuestion(), token)).status).toBe(200);
      expect((await post('price', drafted(), token)).status).toBe(200);
    }
    for (const token of [await operatorToken('ingest'), await partnerToken(other.key)]) {
      expect((await post('replay', replayQuestion(), token)).status).toBe(403);
      expect((await post('price', drafted(), token)).status).toBe(403);
    }
  });

  it('leave no trace', async () => {
    const { length } = await logged(other);
    await answered('replay', {
      ...replayQuestion(),
      filter: { ...replayQuestion().filter, license: other.license },
    });
    await answered('price', drafted());
    expect(await logged(other)).toHaveLength(length);
  });

  it.each([
    ['no change', { change: {} }, '/change'],
    ['terms for no license', { change: { license: { version: 1 } } }, '/filter/license'],
    [
      'an unknown version',
      { change: { license: { version: 99 } }, license: true },
      '/change/license/version',
    ],
    [
      'an invalid restriction',
      { change: { restrictions: [{ '@type': 'Offer' }] } },
      '/change/restrictions/0',
    ],
    [
      'an unknown member',
      { change: { restrictions: [{ text: 'JAPAN OUT' }], restriction: [] } },
      '/change/restriction',
    ],
  ])(
    'name the path of the fault when the question has %s',
    async (_, { license, ...given }: Record<string, unknown>, path) => {
      const filter = { from, to: now(), ...(license === true && { license: other.license }) };
      const answer = await post('replay', { filter, ...given });
      expect(answer.status).toBe(400);
      const { errors } = (await answer.json()) as { errors: { path: string }[] };
      expect(errors[0]?.path.startsWith(path)).toBe(true);
    },
  );

  it('name the months with missing entries that the filter includes', async () => {
    const thisMonth = new Date().toISOString().slice(0, 7);
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES (?, ?, 'ledger-0', 1, '')`,
    )
      .bind(first.license, thisMonth)
      .run();
    const change = { restrictions: [{ text: 'JAPAN OUT.' }] };
    const [its, others] = [
      await answered<Replayed & { archived?: string[] }>('replay', { filter: periodOf(first), change }),
      await answered<Replayed & { archived?: string[] }>('replay', { filter: periodOf(other), change }),
    ];
    expect([its.archived, others.archived]).toEqual([[thisMonth], undefined]);
    expect(its.sentences.at(-1)).toContain(`Entries of ${thisMonth} are in the archive, or deleted`);
    const priced = await answered<{ archived?: string[] }>('price', drafted());
    expect(priced.archived).toEqual([thisMonth]);
    await env.DB.prepare('DELETE FROM deleted_entries').run();
  });

  it('refuse terms of another partner, and a period that ends before it begins', async () => {
    const foreign = { license: { terms: terms(newsroom, other.partner) } };
    const answer = await post('replay', { filter: periodOf(first), change: foreign });
    expect(await answer.json()).toMatchObject({ errors: [{ path: '/change/license/terms/partner' }] });
    expect((await post('price', { ...drafted(), to: from, from: now() })).status).toBe(400);
  });
});
