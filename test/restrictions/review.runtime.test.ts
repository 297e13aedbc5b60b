/**
 * Review of restrictions: what they affect, which ones await review with the same text, and undone decisions.
 */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { listDecisions } from '../../src/restrictions/store.ts';
import { create, request } from '../support/gateway.ts';
import {
  ingest,
  ingestWithPhotograph,
  openLicense,
  openNewsroom,
  openSite,
  wireItem,
} from '../support/newsroom.ts';
import { plansOf } from '../support/plans.ts';

interface Restriction {
  decision?: { version: number; change: string; at: string; operator: string };
  id: string;
  version: number;
  policy: object | null;
  reviewed: boolean;
  prose: string | null;
  text?: string;
  decided?: string;
  versions?: { change: string; source: string }[];
  affects?: {
    licenses: number;
    sameText: number;
    headline?: string;
    sections?: string[];
    component?: object;
    media?: boolean;
  };
}

let counter = 0;
/** Words that were never read before. */
const unread = () => `HANDLE WITH FLUMMERY ${Date.now()}-${counter++}`;
const newsroom = await openNewsroom();

const section = () => `section:${newsroom.section}`;
const restrict = (json: object) => create<Restriction>('/v1/admin/restrictions', newsroom.admin, json);
const patch = (id: string, json: object) =>
  request(`/v1/admin/restrictions/${id}`, { method: 'PATCH', token: newsroom.admin, json });
const changed = async (id: string, json: object) => {
  const response = await patch(id, json);
  expect(response.status).toBe(200);
  return (await response.json()) as Restriction;
};
const listed = async (query: string) => {
  const response = await request(`/v1/admin/restrictions?${query}`, { token: newsroom.admin });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Restriction[] }).items;
};
const one = async (id: string) =>
  (await (await request(`/v1/admin/restrictions/${id}`, { token: newsroom.admin })).json()) as Restriction;

describe('a restriction of a section that nothing has', () => {
  const create = (json: object, query = '') =>
    request(`/v1/admin/restrictions${query}`, { token: newsroom.admin, json });
  const strange = `section:Sectoin-${newsroom.section.slice('section-'.length)}`;

  it('is asked about with similar sections, and stored once it is confirmed', async () => {
    await ingestWithPhotograph(newsroom);
    const json = { scope: strange, text: 'JAPAN OUT' };
    const refused = await create(json, '?ask=true');
    expect(refused.status).toBe(400);
    const [fault] = ((await refused.json()) as { errors: { parameters: { confirms: string } }[] }).errors;
    expect(fault).toMatchObject({
      path: '/scope',
      key: 'restricts_new_section',
      parameters: { similar: section() },
    });
    const confirmed = encodeURIComponent(fault?.parameters.confirms ?? '');
    expect((await create(json, `?ask=true&confirmed=${confirmed}`)).status).toBe(201);
  });

  it('concerns no license, and says so', async () => {
    const everything = await openNewsroom();
    const product = await (
      await request('/v1/admin/products', { token: newsroom.admin, json: { name: 'Everything' } })
    ).json();
    await openSite({ ...everything, product: (product as { id: string }).id });
    const created = (await (await create({ scope: strange, text: 'JAPAN OUT' })).json()) as Restriction;
    expect(created).toMatchObject({ warnings: [{ path: '/scope', code: 'unused_section' }] });
    expect(await one(created.id)).toMatchObject({
      affects: { licenses: 0 },
      warnings: [{ path: '/scope', code: 'unused_section' }],
    });
    const used = (await (await create({ scope: section(), text: 'JAPAN OUT' })).json()) as Restriction;
    expect((await one(used.id)).affects?.licenses).toBeGreaterThan(0);
    expect(await one(used.id)).not.toHaveProperty('warnings');
  });
});

describe('what a restriction concerns', () => {
  it('is its article, its picture, and the licenses in force whose products select the article', async () => {
    const text = unread();
    const picture = {
      usageTerms: text,
      headlines: [{ value: 'Cranes' }],
      descriptions: [{ value: 'At dawn' }],
    };
    const { id } = await ingestWithPhotograph(newsroom, picture);
    const [before] = await listed(`item=${id}&affects=true`);
    const open = await openSite(newsroom);
    const ended = await openLicense(newsroom, {
      starts: '2020-01-01T00:00:00Z',
      ends: '2021-01-01T00:00:00Z',
    });
    await openSite(await openNewsroom());
    const [waiting] = await listed(`item=${id}&affects=true`);
    expect([open.license, ended.license].length).toBe(2);
    expect(waiting?.affects).toMatchObject({
      licenses: (before?.affects?.licenses ?? 0) + 1,
      sameText: 1,
      headline: expect.stringContaining('Harbor pilots'),
      sections: [newsroom.section],
      component: { type: 'photograph', headline: 'Cranes', contentType: 'image/png' },
    });
    expect((await one(waiting?.id ?? '')).affects).toEqual(waiting?.affects);
    expect((await listed(`item=${id}`))[0]).not.toHaveProperty('affects');
  });

  it('says of an article whether it has more than text, which alone its review withholds', async () => {
    const [text, pictured] = [await ingest(newsroom, wireItem()), await ingestWithPhotograph(newsroom)];
    const mediaOf = async (scope: string) =>
      (await one((await restrict({ scope, text: unread() })).id)).affects?.media;
    expect(await mediaOf(text.id)).toBe(false);
    expect(await mediaOf(pictured.id)).toBe(true);
    for (const scope of ['agency', section(), pictured.photograph])
      expect(await mediaOf(scope)).toBeUndefined();
  });

  it('of a suspended license or partner is nothing', async () => {
    const { id } = await restrict({ scope: section(), text: unread() });
    const count = async () => (await one(id)).affects?.licenses ?? 0;
    const site = await openSite(newsroom);
    const all = await count();
    const suspended = { method: 'PATCH', token: newsroom.admin, json: { status: 'suspended' } };
    await request(`/v1/admin/licenses/${site.license}`, suspended);
    expect(await count()).toBe(all - 1);
    const other = await openSite(newsroom);
    expect(await count()).toBe(all);
    await request(`/v1/admin/partners/${other.partner}`, suspended);
    expect(await count()).toBe(all - 1);
  });

  it('of the agency is every license, of a section those whose products select it', async () => {
    const agency = await restrict({ scope: 'agency', text: 'NO AI TRAINING' });
    const elsewhere = await restrict({ scope: 'section:nowhere', text: unread() });
    await openSite(newsroom);
    const [all, none] = [await one(agency.id), await one(elsewhere.id)];
    expect(all.affects?.licenses).toBeGreaterThan(none.affects?.licenses ?? 0);
  });
});

describe('restrictions that wait with the same text', () => {
  it('are listed by one of them, and counted, unless they are read otherwise', async () => {
    const text = unread();
    const first = await restrict({ scope: section(), text });
    const second = await restrict({ scope: 'section:other', text });
    await restrict({ scope: section(), text: unread() });
    const ids = [first.id, second.id].sort();
    expect((await listed(`sameAs=${first.id}`)).map(({ id }) => id)).toEqual(ids);
    expect((await one(first.id)).affects?.sameText).toBe(2);
    await changed(second.id, { reviewed: true });
    expect((await listed(`sameAs=${second.id}`)).map(({ id }) => id)).toEqual([first.id]);
    expect((await one(second.id)).affects?.sameText).toBe(0);
    expect(await listed('sameAs=rst_none')).toEqual([]);
  });
});

describe('a decision', () => {
  it('about another version than was read is refused, and one that is made already is not made again', async () => {
    const { id } = await restrict({ scope: section(), text: unread() });
    expect((await patch(id, { reviewed: true, version: 7 })).status).toBe(409);
    expect(await one(id)).toMatchObject({ reviewed: false, version: 1 });
    expect(await changed(id, { reviewed: true, version: 1 })).toMatchObject({ reviewed: true, version: 2 });
    expect(await changed(id, { reviewed: true, version: 1 })).toMatchObject({ version: 2 });
  });

  it('is taken back: the reading waits as it did, and so do its words', async () => {
    const text = `JAPAN OUT. ${unread()}`;
    const { id, policy } = await restrict({ scope: section(), text });
    const nothing = { '@type': 'Set', uid: 'urn:test:none', prohibition: [{ action: 'archive' }] };
    await changed(id, { policy: nothing });
    expect(await changed(id, { reviewed: false })).toMatchObject({
      reviewed: false,
      policy,
      version: 3,
      text,
    });
    expect(await changed(id, { reviewed: false, version: 2 })).toMatchObject({ version: 3 });
    expect(await restrict({ scope: 'section:other', text })).toMatchObject({ reviewed: false, policy });
  });

  it('of a text that has never waited can be put to review, as it is read', async () => {
    const { id, policy } = await restrict({ scope: 'section:other', text: 'PERU OUT' });
    expect(await changed(id, { reviewed: false })).toMatchObject({ reviewed: false, policy });
  });

  it('is not taken back of what is withdrawn', async () => {
    const { id } = await restrict({ scope: section(), text: 'PERU OUT' });
    await changed(id, { status: 'withdrawn' });
    expect((await patch(id, { reviewed: false })).status).toBe(409);
  });

  it('that is taken back leaves what another one says of the same words', async () => {
    const text = unread();
    const [first, second] = [
      await restrict({ scope: section(), text }),
      await restrict({ scope: 'section:other', text }),
    ];
    await changed(first.id, { reviewed: true });
    await changed(second.id, { withhold: true });
    expect(await changed(second.id, { reviewed: false })).toMatchObject({ reviewed: false });
    expect(await restrict({ scope: 'section:third', text })).toMatchObject({ reviewed: true });
  });

  it('that is not to be remembered leaves the same words waiting elsewhere', async () => {
    const text = unread();
    const { id } = await restrict({ scope: section(), text });
    const policy = { '@type': 'Set', uid: 'urn:test:day', prohibition: [{ action: 'archive' }] };
    await changed(id, { policy, remember: false });
    expect(await restrict({ scope: 'section:other', text })).toMatchObject({ reviewed: false });
    const rows = await env.DB.prepare('SELECT count(*) AS n FROM readings WHERE text = ?')
      .bind(text)
      .first('n');
    expect(rows).toBe(0);
  });
});

describe('withholding', () => {
  const changesOf = async (id: string) => (await one(id)).versions?.map(({ change }) => change);

  it('prohibits all but text of a section, once, and of these words here only', async () => {
    const text = `JAPAN OUT. ${unread()}`;
    const { id } = await restrict({ scope: section(), text });
    for (let n = 0; n < 2; n++)
      expect(await changed(id, { withhold: true, version: 1 })).toMatchObject({
        reviewed: true,
        version: 2,
        prose: 'JAPAN OUT. TEXT ONLY.',
      });
    expect(await restrict({ scope: 'section:other', text })).toMatchObject({ reviewed: false });
    expect(await changed(id, { reviewed: false })).toMatchObject({ prose: 'JAPAN OUT.' });
    expect(await changesOf(id)).toEqual(['reopen', 'withhold', 'create']);
  });

  it('prohibits all but text where no rule was found', async () => {
    const { id } = await restrict({ scope: 'agency', text: unread() });
    for (let n = 0; n < 2; n++)
      expect(await changed(id, { withhold: true })).toMatchObject({ version: 2, prose: 'TEXT ONLY.' });
    await changed(id, { status: 'withdrawn' });
    expect(await changesOf(id)).toEqual(['withdraw', 'withhold', 'create']);
  });

  it('prohibits any use of a component', async () => {
    const { photograph } = await ingestWithPhotograph(newsroom);
    const { id } = await restrict({ scope: photograph, text: unread() });
    expect(await changed(id, { withhold: true })).toMatchObject({ prose: 'NOT FOR USE.' });
    expect(await changesOf(id)).toEqual(['withhold', 'create']);
  });

  it('of a text, which goes out during its review, is refused with the reason and what to do', async () => {
    const { components } = await ingest(newsroom, wireItem());
    const scope = components.find(({ type }) => type === 'dispatch')?.id;
    const { id } = await restrict({ scope, text: unread() });
    const response = await patch(id, { withhold: true });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          path: '/withhold',
          message:
            'Text is delivered during its review, so it cannot be kept withheld. To withhold it, send a `policy` that prohibits any use',
          key: 'withholds_text',
        },
      ],
    });
    expect(await one(id)).toMatchObject({ reviewed: false, version: 1 });
    const { policy } = (await (
      await request('/v1/admin/restrictions/readings', {
        token: newsroom.admin,
        json: { text: 'NOT FOR USE' },
      })
    ).json()) as Restriction;
    expect(await changed(id, { policy })).toMatchObject({ prose: 'NOT FOR USE.' });
    expect(await changesOf(id)).toEqual(['correct', 'create']);
  });

  it('of a component that is decided already is refused, and a repeated request is not', async () => {
    const { photograph } = await ingestWithPhotograph(newsroom);
    const { id } = await restrict({ scope: photograph, text: unread() });
    await changed(id, { reviewed: true });
    expect((await patch(id, { withhold: true })).status).toBe(409);
    await changed(id, { reviewed: false });
    for (let n = 0; n < 2; n++) expect(await changed(id, { withhold: true })).toMatchObject({ version: 4 });
  });

  it('is refused of a policy that the desk has written, to which no rule can be added', async () => {
    const policy = { '@type': 'Set', target: 'urn:test:one', prohibition: [{ action: 'archive' }] };
    const { id } = await restrict({ scope: section(), policy });
    expect((await patch(id, { withhold: true })).status).toBe(409);
  });
});

describe('the decisions of the desk', () => {
  const decisions = async (query = '') => {
    const path = `/v1/admin/restrictions/decisions?limit=200${query}`;
    return (await (await request(path, { token: newsroom.admin })).json()) as {
      items: Restriction[];
      next: string | null;
    };
  };

  it('are listed, newest first, with what was done of it since, and without what else was changed', async () => {
    const item = wireItem({ usageTerms: unread() });
    const { id: article } = await ingest(newsroom, item);
    const delivered = (await listed(`item=${article}`))[0]?.id ?? '';
    const { id } = await restrict({ scope: section(), text: unread() });
    await changed(delivered, { withhold: true });
    await changed(id, { reviewed: true });
    await changed(id, { reviewed: false });
    const policy = { '@type': 'Set', prohibition: [{ action: 'archive' }] };
    await changed(id, { policy });
    await ingest(newsroom, {
      ...{ ...item, version: '2', versionCreated: new Date().toISOString() },
      usageTerms: unread(),
    });
    await changed(id, { status: 'withdrawn' });
    const all = (await decisions()).items.filter((row) => [id, delivered].includes(row.id));
    expect(
      all.map((row) => [row.id === id, row.version, row.decision?.version, row.decision?.change]),
    ).toEqual([
      [true, 5, 5, 'withdraw'],
      [true, 5, 4, 'correct'],
      [true, 5, 3, 'reopen'],
      [true, 5, 2, 'release'],
      [false, 3, 2, 'withhold'],
    ]);
    expect(all.filter((row) => 'decided' in row)).toEqual([]);
    const { versions } = (await one(id)) as Restriction & { versions: Restriction['decision'][] };
    expect(versions[0]).toMatchObject(all[0]?.decision ?? {});
    expect(all[0]?.affects?.licenses).toEqual(expect.any(Number));
  });

  it('are listed page by page, each once, also those of one instant', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { id } = await restrict({ scope: section(), text: unread() });
      await changed(id, { reviewed: true });
      ids.push(id);
    }
    await env.DB.prepare(
      `UPDATE restriction_versions SET at = '2999-01-01T00:00:00.000Z'
       WHERE version = 2 AND restriction IN (SELECT value FROM json_each(?))`,
    )
      .bind(JSON.stringify(ids))
      .run();
    const found: string[] = [];
    for (let cursor = ''; found.length < 3; ) {
      const page = await request(`/v1/admin/restrictions/decisions?limit=1${cursor}`, {
        token: newsroom.admin,
      });
      const { items, next } = (await page.json()) as { items: Restriction[]; next: string };
      found.push(...items.map(({ id }) => id));
      cursor = `&cursor=${next}`;
    }
    expect(found).toEqual(ids.sort().reverse());
  });

  it('are read by their time, whatever else is stored', async () => {
    for (let n = 0; n < 30; n++) await restrict({ scope: section(), text: 'PERU OUT' });
    const [plan] = await plansOf((db) => listDecisions(db, { limit: 10 }));
    expect(plan?.steps.join('\n')).toMatch(
      /SEARCH restriction_versions USING COVERING INDEX restriction_versions_by_desk \(\(at,restriction,version\)<|SEARCH restriction_versions USING COVERING INDEX restriction_versions_by_desk \(at<\?\)/,
    );
    expect(plan?.steps.filter((step) => /^SCAN (?!own)|TEMP B-TREE FOR (?!LAST)/.test(step))).toEqual([]);
  });
});

describe('a decided restriction', () => {
  it('says when it was decided, until something else is changed', async () => {
    const { id } = await restrict({ scope: section(), text: unread() });
    expect(await one(id)).not.toHaveProperty('decided');
    const { updated } = (await changed(id, { reviewed: true })) as Restriction & { updated: string };
    expect(await one(id)).toMatchObject({ decided: updated });
    expect(await listed(`scope=${section()}&affects=true&limit=200`)).toContainEqual(
      expect.objectContaining({ id, decided: updated }),
    );
    await changed(id, { policy: { '@type': 'Set', prohibition: [{ action: 'archive' }] } });
    expect(await one(id)).not.toHaveProperty('decided');
  });

  it('is the desk’s: a delivery that ends a review decides nothing', async () => {
    const text = unread();
    const item = wireItem({ usageTerms: text });
    const { id: article } = await ingest(newsroom, item);
    const [waiting] = await listed(`item=${article}`);
    expect(waiting).toMatchObject({ reviewed: false, text });
    const elsewhere = await restrict({ scope: section(), text });
    await changed(elsewhere.id, { reviewed: true });
    await ingest(newsroom, { ...item, version: '2', versionCreated: new Date().toISOString() });
    const delivered = await one(waiting?.id ?? '');
    expect(delivered).toMatchObject({
      reviewed: true,
      versions: [
        { change: 'reread', source: 'wire' },
        { change: 'create', source: 'wire' },
      ],
    });
    expect(delivered).not.toHaveProperty('decided');
    await changed(delivered.id, { reviewed: false });
    expect(await changed(delivered.id, { reviewed: true })).toMatchObject({ version: 4 });
    expect(await one(delivered.id)).toMatchObject({
      decided: expect.any(String),
      versions: [{ change: 'release', source: 'desk' }, { change: 'reopen', source: 'desk' }, {}, {}],
    });
  });

  it('is listed by its state and by words of its text', async () => {
    const texts = [unread(), unread(), unread()];
    const ids: string[] = [];
    for (const text of texts) ids.push((await restrict({ scope: section(), text })).id);
    await changed(ids[1] ?? '', { reviewed: true });
    await changed(ids[2] ?? '', { status: 'withdrawn' });
    const idsOf = async (query: string) => {
      const items = await listed(`scope=${section()}&limit=200&${query}`);
      return items.map(({ id }) => id).filter((id) => ids.includes(id));
    };
    for (const [index, state] of ['unreviewed', 'reviewed', 'withdrawn'].entries())
      expect(await idsOf(`state=${state}`)).toEqual([ids[index]]);
    const word = texts[1]?.split(' ').at(-1);
    expect(await idsOf(`q=flummery ${word}`)).toEqual([ids[1]]);
    expect(await idsOf(`q=${ids[2]?.slice(0, 30)}`)).toContain(ids[2]);
    expect(await idsOf(`q=${word}&state=withdrawn`)).toEqual([]);
  });
});
