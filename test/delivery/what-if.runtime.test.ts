/**
 * "Why was this refused?" and "what if?": the judgement of a delivery, on the state of now, and without a
 * trace of the asking.
 */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { entryKeeperStub } from '../../src/ledger/outbox.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  drain,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  scenario,
  terms,
  wireItem,
} from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);

interface Answer {
  outcome: 'permit' | 'deny';
  code?: string;
  decidedBy: string;
  sentence: string;
  steps: { step: string; result: string; code?: string; sentence: string }[];
  components: {
    component: string;
    type: string;
    outcome: string;
    code?: string;
    sentence: string;
    steps: { kind: string; text?: string }[];
  }[];
  policies: { id: string }[];
  rights?: { grants: unknown[] };
  missing?: string[];
  warnings?: { path: string; message: string }[];
  faults?: { path: string; message: string }[];
}

const post = (json: unknown, token = newsroom.admin) => request('/v1/admin/decisions', { token, json });

async function ask(question: Record<string, unknown>): Promise<Answer> {
  const response = await post(question);
  if (response.status !== 200) throw new Error(`what if: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function faults(question: Record<string, unknown>) {
  const response = await post(question);
  const answer = (await response.json()) as { code?: string; errors?: { path: string; message: string }[] };
  expect([response.status, answer.code]).toEqual([400, 'malformed']);
  return answer.errors ?? [];
}
const paths = async (question: Record<string, unknown>) => (await faults(question)).map(({ path }) => path);

const resultOf = (answer: Answer) =>
  Object.fromEntries(answer.steps.map(({ step, result }) => [step, result]));
const stopOf = ({ steps }: Answer) => steps.find(({ result }) => result === 'stopped')?.step;

const patch = async (path: string, json: unknown) => {
  const response = await request(path, { method: 'PATCH', token: newsroom.admin, json });
  if (!response.ok) throw new Error(`PATCH ${path}: ${response.status} ${await response.text()}`);
};

/** A partner's program gets the text of the sentences alone. */
const withoutMessages = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (name, member) => (name === 'message' ? undefined : member));

describe('what a stored license and a stored article would lead to', () => {
  it.each([
    [{}],
    [{ action: 'display' }],
    [{ action: 'translate' }],
    [{ action: 'display', territory: 'JP' }],
    [{ action: 'display', title: 'abend', channel: 'web' }],
    [{ action: 'display', title: 'sister' }],
    [{ action: 'print', channel: 'broadcast' }],
    [{ action: 'display', purpose: 'advertising' }],
  ])('is what the partner is told for %j', async (use) => {
    const decision = await request('/v1/decisions', {
      token: site.token,
      json: { article: article.id, use },
    });
    const decided = (await decision.json()) as Answer;
    const answer = await ask({ license: site.license, article: article.id, use });
    for (const part of ['outcome', 'code', 'decidedBy', 'sentence', 'rights'] as const)
      expect([part, answer[part]]).toEqual([part, decided[part]]);
    expect(withoutMessages(answer.components)).toEqual(decided.components);
  });

  it('names every step of the judging order, up to the one that stops', async () => {
    const permitted = await ask({ license: site.license, article: article.id });
    expect(resultOf(permitted)).toEqual({
      license: 'passed',
      product: 'passed',
      pubStatus: 'passed',
      embargo: 'passed',
      policies: 'passed',
      quota: 'passed',
    });
    expect(permitted.steps[1]?.sentence).toBe('Covered by "Everything".');
    const refused = await ask({ license: site.license, article: article.id, use: { action: 'ai-train' } });
    expect([refused.outcome, refused.code, stopOf(refused)]).toEqual([
      'deny',
      'use_not_licensed',
      'policies',
    ]);
    expect(resultOf(refused).quota).toBe('not_reached');
    expect(refused.policies.map(({ id }) => id)).toContain(site.license);
  });

  it('says plainly that no product covers the item, which a partner is never told', async () => {
    const other = await openNewsroom();
    const elsewhere = await ingest(other, wireItem());
    const answer = await ask({ license: site.license, article: elsewhere.id });
    expect([answer.outcome, answer.code, answer.decidedBy]).toEqual(['deny', 'not_found', 'product']);
    expect(answer.sentence).toBe(
      `No product of this license covers the article: "Everything" takes the sections ${newsroom.section}, and the article is filed in ${other.section}.`,
    );
    const component = await ask({ license: site.license, article: article.id, use: { component: 'cmp_x' } });
    expect([component.code, component.sentence]).toEqual([
      'not_found',
      'The article has no component cmp_x.',
    ]);
  });

  it('judges one component by its id, or by its type where there is one of it', async () => {
    for (const component of [article.photograph, 'photograph']) {
      const answer = await ask({ license: site.license, article: article.id, use: { component } });
      expect(answer.components.map((component) => component.component)).toEqual([article.photograph]);
    }
    const two = { components: [{ type: 'graphic' }, { type: 'graphic' }] };
    expect(await paths({ license: site.license, item: two, use: { component: 'graphic' } })).toEqual([
      '/use/component',
    ]);
  });

  it('stops at a kill, a hold, an embargo, in that order', async () => {
    const killed = await ingest(newsroom, wireItem());
    await patch(`/v1/admin/articles/${killed.id}`, {
      pubStatus: 'canceled',
      notice: 'Wrong from start to end.',
    });
    const answer = await ask({ license: site.license, article: killed.id });
    expect([answer.code, stopOf(answer), answer.sentence]).toEqual([
      'killed',
      'pubStatus',
      'Wrong from start to end.',
    ]);
    const held = await ingest(newsroom, wireItem({ pubStatus: 'withheld' }));
    expect((await ask({ license: site.license, article: held.id })).code).toBe('held');

    const until = new Date(Date.now() + 3_600_000).toISOString();
    const early = await ingest(newsroom, wireItem({ embargoedUntil: until }));
    const embargoed = await ask({ license: site.license, article: early.id });
    expect([embargoed.code, stopOf(embargoed)]).toEqual(['embargoed', 'embargo']);
    const advance = await openSite(newsroom, { advance: true });
    const trusted = await ask({ license: advance.license, article: early.id });
    expect([trusted.outcome, resultOf(trusted).embargo]).toEqual(['permit', 'passed']);
  });

  it('decides as of the instant that is named', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const early = await ingest(newsroom, wireItem({ embargoedUntil: until }));
    const later = new Date(Date.now() + 7_200_000).toISOString();
    expect((await ask({ license: site.license, article: early.id, use: { at: later } })).outcome).toBe(
      'permit',
    );
    const over = await ask({
      license: site.license,
      article: article.id,
      use: { at: '2099-01-01T00:00:00Z' },
    });
    expect([over.code, stopOf(over)]).toEqual(['license_expired', 'license']);
  });

  it('knows of a suspended license and a suspended partner, and still says what else stands in the way', async () => {
    const own = await openSite(newsroom);
    await patch(`/v1/admin/licenses/${own.license}`, { status: 'suspended' });
    const license = await ask({ license: own.license, article: article.id });
    expect([license.code, license.decidedBy]).toEqual(['license_suspended', 'license']);
    const other = await openSite(newsroom);
    await patch(`/v1/admin/partners/${other.partner}`, { status: 'suspended' });
    const partner = await ask({ license: other.license, article: article.id });
    expect([partner.code, partner.outcome]).toEqual(['license_suspended', 'deny']);
    expect(partner.sentence).toContain('suspended this partner');
  });

  it('asks the quota of the ledger, as the delivery would', async () => {
    const own = await openSite(newsroom, { quota: { limit: 2, per: 'term', onExceed: 'refuse' } });
    const quota = async () => (await ask({ license: own.license, article: article.id })).steps.at(-1);
    expect(await quota()).toMatchObject({
      result: 'passed',
      sentence: '2 of the 2 units a term are left; it would add 2 units to the bill.',
    });
    expect((await request(`/v1/articles/${article.id}`, { token: own.token })).status).toBe(200);
    expect(await quota()).toMatchObject({
      result: 'passed',
      sentence: '0 of the 2 units a term are left; everything in it is on the bill already.',
    });
    const another = await ingest(newsroom, wireItem());
    const full = await ask({ license: own.license, article: another.id });
    expect([full.outcome, full.code, full.decidedBy]).toEqual(['deny', 'quota_exceeded', 'quota']);
    expect((await request(`/v1/articles/${another.id}`, { token: own.token })).status).toBe(402);
    const withoutArticle = await ask({ license: own.license });
    expect([withoutArticle.code, withoutArticle.decidedBy]).toEqual(['quota_exceeded', 'quota']);
    // So that no notice of its quota comes later, while another test compares all rows.
    const suspended = { method: 'PATCH', token: newsroom.admin, json: { status: 'suspended' } };
    expect((await request(`/v1/admin/licenses/${own.license}`, suspended)).status).toBe(200);
  });

  it('checks the quota and nothing of an article where none is named', async () => {
    const answer = await ask({ license: site.license });
    expect([answer.outcome, resultOf(answer)]).toEqual([
      'permit',
      {
        license: 'passed',
        product: 'not_asked',
        pubStatus: 'not_asked',
        embargo: 'not_asked',
        policies: 'passed',
        quota: 'passed',
      },
    ]);
    expect(answer.steps.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        'No article is named, so its status was not checked.',
        'No article is named, so its embargo was not checked.',
        'The license has no quota; each component not delivered before adds 1 unit to the bill.',
      ]),
    );
    const item = { components: [{ type: 'dispatch' }] };
    const proposed = await ask({ license: site.license, item: { ...item, sections: [newsroom.section] } });
    expect(proposed.steps.at(-1)).toMatchObject({
      result: 'not_asked',
      sentence: 'The proposed article is not stored, so its units were not counted.',
    });
  });

  it('narrows by an entitlement as a token does, and says that one that widens would not be issued', async () => {
    const narrow = { locations: ['AT'], actions: ['display'] };
    const token = await partnerToken(site.key, {
      authorization_details: JSON.stringify([{ type: 'news_license', ...narrow }]),
    });
    const use = { action: 'display', territory: 'DE' };
    const refused = await ask({ license: site.license, article: article.id, use, entitlement: narrow });
    const response = await request('/v1/decisions', { token, json: { article: article.id, use } });
    expect([refused.code, refused.sentence]).toEqual([
      'outside_token',
      ((await response.json()) as Answer).sentence,
    ]);
    const wide = await ask({
      license: site.license,
      article: article.id,
      entitlement: { locations: ['FR'] },
    });
    expect(wide.warnings?.map(({ path }) => path)).toEqual(['/entitlement/locations/0']);
  });

  it('reads the catalogue as it is, whatever an isolate remembers', async () => {
    const own = await openSite(newsroom);
    expect((await request(`/v1/articles/${article.id}`, { token: own.token })).status).toBe(200);
    // Behind the desk's back, so that no cache is told of it.
    await env.DB.prepare(`UPDATE licenses SET status = 'suspended' WHERE id = ?`).bind(own.license).run();
    expect((await ask({ license: own.license, article: article.id })).code).toBe('license_suspended');
    expect((await request(`/v1/articles/${article.id}`, { token: own.token })).status).toBe(200);
  });

  it('says which version of an old article is not there, and which license and article', async () => {
    expect(await paths({ license: 'lic_x', article: article.id })).toEqual(['/license']);
    expect(await paths({ license: site.license, article: 'itm_x' })).toEqual(['/article']);
    expect(await paths({ license: site.license, article: article.id, version: '99' })).toEqual(['/version']);
    expect((await ask({ license: site.license, article: article.id, version: '1' })).outcome).toBe('permit');
  });
});

describe('what proposed restrictions would lead to', () => {
  const with_ = (
    restrictions: unknown[],
    use: Record<string, unknown> = { action: 'display', territory: 'JP' },
  ) => ask({ license: site.license, article: article.id, use, restrictions });

  it('counts a text as the phrasebook reads it, on top of what is stored', async () => {
    const use = { action: 'display', territory: 'DE', title: 'morgen' };
    expect((await with_([], use)).outcome).toBe('permit');
    const answer = await with_([{ text: 'GERMANY OUT.' }], use);
    expect([answer.outcome, answer.code]).toEqual(['deny', 'restricted']);
    expect(answer.decidedBy).toMatch(/^proposed-restriction-1#/);
    expect(answer.warnings).toBeUndefined();
  });

  it('says what of a text the phrasebook does not know: pictures wait, and the desk sees the words', async () => {
    const text = 'GERMANY OUT. NOT FOR SNORFLING.';
    const answer = await with_([{ text }], { action: 'display', territory: 'AT' });
    const [warning] = answer.warnings ?? [];
    expect(warning?.path).toBe('/restrictions/0/text');
    expect(warning?.message).toContain('SNORFLING');
    const photograph = answer.components.find(({ type }) => type === 'photograph');
    expect(photograph).toMatchObject({ outcome: 'deny', code: 'restriction_unreviewed' });
    expect(photograph?.steps.find(({ kind }) => kind === 'review')?.text).toBe(text);
  });

  it('takes policies, refuses void ones with the path, and tells of parts that only forbid', async () => {
    const odrl = { '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set' };
    const prohibition = [{ action: 'print' }];
    const answer = await with_([{ ...odrl, prohibition }], {
      action: 'print',
      channel: 'print',
      territory: 'DE',
    });
    expect(answer.code).toBe('restricted');
    expect(
      await paths({
        license: site.license,
        restrictions: [{ text: 'JAPAN OUT' }, { ...odrl, prohibition, profile: 'urn:x' }],
      }),
    ).toContain('/restrictions/1/profile');
    expect(await paths({ license: site.license, restrictions: ['JAPAN OUT'] })).toEqual(['/restrictions/0']);
    expect(await paths({ license: site.license, restrictions: [{ text: '' }] })).toEqual([
      '/restrictions/0/text',
    ]);
    const odd = [
      { action: 'display', constraint: [{ leftOperand: 'gravity', operator: 'eq', rightOperand: 'low' }] },
    ];
    const warned = await with_([{ ...odrl, prohibition: odd }], { action: 'display' });
    expect(warned.warnings?.[0]?.path).toMatch(/^\/restrictions\/0\/prohibition/);
  });

  it('names what to state where a restriction asks for what the use leaves open', async () => {
    const answer = await with_([{ text: 'MAXIMUM SIZE 1200 px' }], { action: 'display', territory: 'DE' });
    expect([answer.outcome, answer.code, answer.missing]).toEqual([
      'deny',
      'indeterminate',
      ['absoluteSize'],
    ]);
  });
});

describe('what proposed terms would permit', () => {
  const proposal = (change: Record<string, unknown> = {}) => {
    const { partner: _partner, ...without } = terms(newsroom, '', change);
    return without;
  };

  it('to a partner that is not known yet: no titles, the same judgement', async () => {
    const answer = await ask({
      terms: proposal(),
      article: article.id,
      use: { action: 'display', territory: 'AT' },
    });
    expect(answer).toMatchObject({ outcome: 'permit', license: { id: 'proposed-terms', proposed: 'terms' } });
    expect(resultOf(answer).quota).toBe('not_asked');
    const refused = await ask({ terms: proposal(), use: { action: 'display', territory: 'JP' } });
    expect([refused.code, resultOf(refused).product]).toEqual(['territory_not_licensed', 'not_asked']);
  });

  it('to a partner of ours, with its titles', async () => {
    const own = terms(newsroom, site.partner);
    const use = (title: string) => ({ action: 'display', title });
    expect((await ask({ terms: own, use: use('abend') })).outcome).toBe('permit');
    expect((await ask({ terms: own, use: use('nacht') })).code).toBe('title_not_licensed');
  });

  it('does not include what another partner has alone, stored terms or not', async () => {
    const room = await openNewsroom();
    const item = await ingest(room, wireItem());
    const alone = { exclusivity: { territories: ['AT'], firstHours: 24 } };
    const holder = await openSite(room, alone);
    const plain = await openSite(room);
    const { partner: _partner, ...open } = terms(room, '');
    const use = (territory: string) => ({ action: 'display', territory });
    const decide = async (question: Record<string, unknown>, territory: string) => {
      const answer = await ask({ ...question, article: item.id, use: use(territory) });
      return answer.code ?? answer.outcome;
    };
    const anybody = [{ license: plain.license }, { terms: open }, { terms: terms(room, plain.partner) }];
    for (const question of anybody)
      expect([await decide(question, 'AT'), await decide(question, 'CH')]).toEqual(['restricted', 'permit']);
    const own = [{ license: holder.license }, { terms: terms(room, holder.partner) }];
    for (const question of own) expect(await decide(question, 'AT')).toBe('permit');
  });

  it('is refused, with the path, where it could not be stored', async () => {
    expect(await paths({ terms: proposal({ uses: ['frobnicate'] }) })).toEqual(['/terms/uses/0']);
    expect(await paths({ terms: proposal({ products: ['prd_x'] }) })).toEqual(['/terms/products/0']);
    expect(await paths({ terms: { ...proposal(), partner: 'par_x' } })).toEqual(['/terms/partner']);
    expect(await paths({ terms: proposal({ consent: undefined }) })).toContain('/terms/consent/reference');
    expect(await paths({ terms: proposal({ teritories: ['DE'] }) })).toEqual(['/terms/teritories']);
  });
});

describe('what a policy in the place of a license would permit', () => {
  const set = (rules: Record<string, unknown>) => ({
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Set',
    uid: 'urn:example:policy',
    ...rules,
  });
  const inGermany = [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' }];

  it('is what the policy says, to anybody and of anything', async () => {
    const policy = set({ permission: [{ action: 'display', constraint: inGermany }] });
    const use = (territory: string) => ({ action: 'display', territory, title: 'anything', channel: 'web' });
    const permitted = await ask({ policy, article: article.id, use: use('DE') });
    expect(permitted).toMatchObject({ outcome: 'permit', license: { proposed: 'policy' } });
    expect((await ask({ policy, article: article.id, use: use('FR') })).code).toBe('territory_not_licensed');
    expect((await ask({ policy, use: { action: 'print' } })).code).toBe('use_not_licensed');
  });

  it('is still narrowed by the restrictions in force', async () => {
    const own = await ingest(newsroom, wireItem({ usageTerms: 'GERMANY OUT.' }));
    const policy = set({ permission: [{ action: 'display' }] });
    const answer = await ask({ policy, article: own.id, use: { action: 'display', territory: 'DE' } });
    expect([answer.outcome, answer.code]).toEqual(['deny', 'restricted']);
  });

  it('is nothing, with the faults, where the policy is void or its rules clash', async () => {
    const unknown = set({ profile: 'urn:unknown', permission: [{ action: 'display' }] });
    const void_ = await ask({ policy: unknown, use: { action: 'display' } });
    expect([void_.outcome, void_.code, void_.faults?.map(({ path }) => path)]).toEqual([
      'deny',
      'policy_void',
      ['/policy/profile'],
    ]);
    const rules = { permission: [{ action: 'display' }], prohibition: [{ action: 'display' }] };
    expect((await ask({ policy: set(rules) })).code).toBe('policy_void');
    const strategy = await ask({
      policy: set({ ...rules, conflict: 'prohibit' }),
      use: { action: 'display' },
    });
    expect([strategy.outcome, strategy.faults]).toEqual(['deny', undefined]);
    const misspelled = set({ permission: [{ action: 'display', Constraint: inGermany }] });
    const unread = await ask({ policy: misspelled, use: { action: 'display' } });
    expect([unread.code, unread.faults?.map(({ path }) => path)]).toEqual([
      'policy_void',
      ['/policy/permission/0/Constraint'],
    ]);
    const permission = await ask({ policy: set({ ...rules, conflict: 'perm' }), use: { action: 'display' } });
    expect(permission.outcome).toBe('permit');
  });

  it('is about its targets, products among them, and for the partner that it names', async () => {
    const product = `urn:imprimatur:product:${newsroom.product}`;
    const use = { action: 'display' };
    const on = (target: string) => set({ permission: [{ action: 'display', target }] });
    const outcome = async (policy: unknown) => (await ask({ policy, article: article.id, use })).outcome;
    expect(await outcome(on(product))).toBe('permit');
    expect(await outcome(on(article.uri))).toBe('permit');
    expect(await outcome(on('urn:imprimatur:product:prd_other'))).toBe('deny');
    const assignee = 'urn:imprimatur:partner:par_0';
    expect(await outcome({ ...on(product), assignee })).toBe('permit');
    for (const form of [{ '@id': assignee }, [assignee], { '@type': 'Party', uid: assignee }])
      expect(await outcome({ ...on(product), assignee: form })).toBe('permit');
  });

  it('warns of what can never count', async () => {
    const never = {
      action: 'display',
      constraint: [
        { leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' },
        { leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'internet' },
      ],
    };
    const policy = set({ permission: [{ action: 'display' }, never] });
    const { warnings } = await ask({ policy, use: { action: 'display' } });
    expect(warnings?.map(({ path }) => path)).toContain('/policy/permission/1/constraint/1');
  });
});

describe('what an item that has not been sent would meet', () => {
  it('counts its own words, embargo and sections', async () => {
    const item = wireItem({ usageTerms: 'GERMANY OUT.' });
    const question = { license: site.license, item, sections: [newsroom.section] };
    const use = (territory: string) => ({ action: 'display', territory });
    expect((await ask({ ...question, use: use('DE') })).code).toBe('restricted');
    expect((await ask({ ...question, use: use('AT') })).outcome).toBe('permit');
    expect((await ask({ license: site.license, item })).code).toBe('not_found');
    const embargoedUntil = new Date(Date.now() + 60_000).toISOString();
    expect((await ask({ ...question, item: { ...item, embargoedUntil } })).code).toBe('embargoed');
  });

  it('counts encoded rights, and the item that one of its pictures is', async () => {
    const stop = {
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@type': 'Set',
      prohibition: [{ action: 'print' }],
    };
    const item = wireItem({
      rightsInfo: { langId: 'http://www.w3.org/ns/odrl/2/', encodedRights: JSON.stringify(stop) },
    });
    const question = { license: site.license, item, sections: [newsroom.section] };
    expect((await ask({ ...question, use: { action: 'print', channel: 'print' } })).code).toBe('restricted');

    const picture = await ingest(
      newsroom,
      wireItem({ type: 'picture', bodies: undefined, pubStatus: 'withheld' }),
    );
    const associations = [{ name: 'main', uri: picture.uri, type: 'picture' }];
    const withPicture = await ask({ ...question, item: wireItem({ associations }) });
    const photograph = withPicture.components.find(({ type }) => type === 'photograph');
    expect(photograph).toMatchObject({ outcome: 'deny', code: 'held' });
    expect(withPicture.outcome).toBe('permit');
  });

  it('meets what the desk has said of the item that it would be a new version of', async () => {
    const stored = await ingest(newsroom, wireItem({ usageTerms: 'AUSTRIA OUT.' }));
    await create('/v1/admin/restrictions', newsroom.admin, { scope: stored.id, text: 'GERMANY OUT.' });
    const item = wireItem({ uri: stored.uri, version: '2', usageTerms: 'SWITZERLAND OUT.' });
    const codes = await Promise.all(
      ['DE', 'AT', 'CH'].map(
        async (territory) =>
          (await ask({ license: site.license, item, use: { action: 'display', territory } })).code,
      ),
    );
    expect(codes).toEqual(['restricted', undefined, 'restricted']);
  });

  it('may be a plain subject', async () => {
    const components = [{ id: 'text', type: 'dispatch' }, { type: 'video' }];
    const answer = await ask({ license: site.license, item: { sections: [newsroom.section], components } });
    expect(answer.components.map(({ component, outcome, code }) => [component, outcome, code])).toEqual([
      ['text', 'permit', undefined],
      ['video-2', 'deny', 'component_not_licensed'],
    ]);
    expect(await paths({ license: site.license, item: { components: [{ type: 'hologram' }] } })).toEqual([
      '/item/components/0/type',
    ]);
    expect(await paths({ license: site.license, item: { components, colour: 'red' } })).toEqual([
      '/item/colour',
    ]);
    expect(await paths({ license: site.license, item: { headline: 'no uri' } })).toContain('/item/uri');
    expect(await paths({ license: site.license, item: 7 })).toEqual(['/item']);
  });
});

describe('a question', () => {
  it.each([
    [{}, '/'],
    [{ license: 'a', terms: undefined, policy: {} }, '/'],
    [{ license: 'a', article: 'b', item: { components: [{ type: 'dispatch' }] } }, '/item'],
    [{ license: 'a', version: '1' }, '/version'],
    [{ license: 'a', sections: ['x'] }, '/sections'],
    [{ license: 'a', use: { at: 'tomorrow' } }, '/use/at'],
    [{ license: 'a', use: { context: { dateTime: 'x' } } }, '/use/context/dateTime'],
    [{ license: 'a', entitlement: { channels: ['smoke'] } }, '/entitlement/channels/0'],
    [{ license: 'a', 'licen/se': 1 }, '/licen~1se'],
    [{ policy: [], request: {} }, '/request/action'],
    [{ policy: 'x', request: { action: 'play' } }, '/policy'],
    [{ policy: {}, request: { action: 'play', when: 'now' } }, '/request/when'],
    [{ policy: {}, request: { action: 'play' }, performed: 'pay' }, '/performed'],
    [{ policy: {}, request: { action: 'play', context: { count: 'x'.repeat(2000) } } }, '/request'],
  ])('%j is malformed at %s', async (question, path) => {
    expect(await paths(question)).toEqual([path]);
  });

  it('is the admin’s alone', async () => {
    const question = { license: site.license };
    expect((await request('/v1/admin/decisions', { json: question })).status).toBe(401);
    expect((await post(question, site.token)).status).toBe(403);
    expect((await post(question, await operatorToken('auditor'))).status).toBe(403);
  });
});

describe('a bare policy', () => {
  const policy = {
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Set',
    uid: 'urn:example:bare',
    permission: [
      {
        uid: 'urn:example:bare#evening',
        target: 'urn:example:film',
        action: 'play',
        constraint: [{ leftOperand: 'count', operator: 'lteq', rightOperand: 3 }],
        duty: [{ uid: 'urn:example:bare#pay', action: 'compensate' }],
      },
    ],
  };
  const bare = async (change: Record<string, unknown>) => {
    const response = await post({
      policy,
      request: { action: 'play', target: 'urn:example:film' },
      ...change,
    });
    expect(response.status).toBe(200);
    return (await response.json()) as {
      decision: string;
      code: string;
      missing?: string[];
      rules: unknown[];
      faults: unknown[];
    };
  };

  it('is decided as it stands, rule by rule', async () => {
    const played = { action: 'play', target: 'urn:example:film', context: { count: 2 } };
    expect(await bare({ request: played })).toMatchObject({
      decision: 'deny',
      code: 'duty_unfulfilled',
      rules: [
        { id: 'evening', type: 'permission', active: false, satisfied: false },
        { id: 'pay', type: 'duty', active: true, satisfied: false },
      ],
    });
    expect(await bare({ request: played, performed: ['compensate'] })).toMatchObject({
      decision: 'permit',
      faults: [],
    });
    expect(await bare({ performed: ['compensate'] })).toMatchObject({
      decision: 'deny',
      code: 'indeterminate',
      missing: ['count'],
    });
  });

  it('that is void denies, with its faults', async () => {
    expect(await bare({ policy: { ...policy, profile: 'urn:unknown' } })).toMatchObject({
      decision: 'deny',
      code: 'policy_void',
      faults: [{ path: '/policy/profile' }],
    });
    expect(await bare({ policy: { hello: 'world' } })).toMatchObject({
      decision: 'deny',
      code: 'policy_void',
    });
    expect(
      await bare({ policy: { ...policy, profile: 'urn:mine' }, profiles: ['urn:mine'] }),
    ).not.toMatchObject({
      code: 'policy_void',
    });
  });

  it('may nest as deep as a body can', async () => {
    const deep = `${'{"permission":['.repeat(20_000)}1${']}'.repeat(20_000)}`;
    for (const body of [
      `{"policy":${deep},"request":{"action":"play"}}`,
      `{"policy":{},"request":{"action":"play","context":{"count":${deep}}}}`,
      `{"license":"x","item":${deep}}`,
    ]) {
      const headers = { 'Content-Type': 'application/json' };
      const response = await request('/v1/admin/decisions', { token: newsroom.admin, body, headers });
      expect([response.status, await response.text()]).toEqual([
        expect.toBeOneOf([200, 400]),
        expect.anything(),
      ]);
    }
  });

  it('leads to an answer or a fault, whatever the JSON', { tags: 'slow' }, async () => {
    const odd: unknown[] = [
      null,
      true,
      0,
      -1e308,
      '',
      '\ud800',
      'x'.repeat(5000),
      [],
      {},
      [[]],
      [null],
      { '@id': 7 },
    ];
    let nested: unknown = {};
    for (let depth = 0; depth < 500; depth++) nested = { permission: [nested] };
    odd.push(nested, JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}'));
    const bodies = odd.flatMap((value) => [
      value,
      { policy: value, request: { action: 'play' } },
      { policy: { ...policy, permission: value }, request: { action: 'play' } },
      { policy, request: value },
      { policy, request: { action: value } },
      { policy, request: { action: 'play', context: { count: value, spatial: value } } },
      { policy, request: { action: 'play', assignee: value, target: value } },
      { policy, request: { action: 'play' }, performed: value, partOf: value, policies: [value] },
      { policy: value, use: { action: 'display' } },
      { license: site.license, restrictions: [value], item: value },
      { license: site.license, item: { ...wireItem(), usageTerms: value, associations: value } },
      { license: value, terms: value, use: value, entitlement: value },
    ]);
    for (const body of bodies) {
      const response = await post(body);
      const text = await response.text();
      expect([text.slice(0, 300), response.status === 200 || response.status === 400]).toEqual([
        text.slice(0, 300),
        true,
      ]);
    }
  });
});

describe('the asking', () => {
  const objects = ['ledger-0', 'operators'];

  /** Every row of the catalogue, and of the objects that could have been told. */
  async function everything() {
    const { results: tables } = await env.DB.prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE '%_fts%'`,
    ).all<{ name: string }>();
    const rows: Record<string, unknown> = {};
    for (const { name } of tables)
      rows[name] = (await env.DB.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()).results;
    for (const object of objects)
      rows[object] = await runInDurableObject(entryKeeperStub(env, object), (_, { storage: { sql } }) => {
        const names = sql
          .exec<{ name: string }>(
            `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf_%'`,
          )
          .toArray();
        // Alarms and checks note their times, whenever they run.
        const notTimes = (name: string) => (name === 'meta' ? ` WHERE name NOT LIKE '%!_ms' ESCAPE '!'` : '');
        return names.map(({ name }) => [
          name,
          JSON.stringify(sql.exec(`SELECT * FROM "${name}"${notTimes(name)}`).toArray()),
        ]);
      });
    return rows;
  }

  it('leaves no entry, no count and no row behind, whatever is asked', async () => {
    const own = await openSite(newsroom, { quota: { limit: 5, per: 'day', onExceed: 'refuse' } });
    const other = await openNewsroom();
    const elsewhere = await ingest(other, wireItem());
    await ask({ license: own.license });
    await drain();
    await drain('operators');
    const before = await everything();
    expect(before.blocks).not.toHaveLength(0);
    const { license } = own;
    await ask({ license, article: article.id });
    await ask({ license, article: article.id, use: { action: 'ai-train' } });
    await ask({ license, article: elsewhere.id });
    await ask({ license, article: article.id, restrictions: [{ text: 'NOT FOR SNORFLING, JAPAN OUT' }] });
    await ask({ license, item: wireItem({ usageTerms: 'ITALY OUT' }), sections: [newsroom.section] });
    await ask({ terms: terms(newsroom, own.partner), article: article.id });
    await ask({
      policy: { '@context': 'http://www.w3.org/ns/odrl.jsonld', permission: [{ action: 'display' }] },
    });
    await post({ policy: {}, request: { action: 'play' } });
    await post({ license: 'lic_x' });
    await drain();
    await drain('operators');
    expect(await everything()).toEqual(before);
    // The same comparison sees what a delivery leaves.
    await request(`/v1/articles/${article.id}`, { token: own.token });
    expect(await everything()).not.toEqual(before);
  });
});
