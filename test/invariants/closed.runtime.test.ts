/** Invariant 2: closed by default. Invariant 3: a token narrows, never widens. */
import { describe, expect, it } from 'vitest';
import { partnerToken, request } from '../support/gateway.ts';
import { ingestWithPhotograph, openSite, scenario } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);

async function refusal(query: string, token = site.token): Promise<string> {
  const response = await request(`/v1/articles/${article.id}?${query}`, { token });
  const text = await response.text();
  expect(text).not.toContain('Secret-body');
  if (response.status === 200) return 'permit';
  const problem = JSON.parse(text) as { code: string; trace: unknown };
  expect(problem.trace).toBeInstanceOf(Array);
  return `${response.status} ${problem.code}`;
}

describe('closed by default', () => {
  it.each([
    ['an action that the terms do not name', 'use=translate', '403 use_not_licensed'],
    ['an AI use', 'use=ai-train', '403 use_not_licensed'],
    ['an action that nobody knows', 'use=frobnicate', '403 use_not_licensed'],
    ['a territory outside', 'use=display&territory=JP', '403 territory_not_licensed'],
    ['a channel outside', 'use=display&channel=broadcast', '403 channel_not_licensed'],
    ['a title that the license does not have', 'use=display&title=sister', '403 title_not_licensed'],
  ])('refuses %s', async (_, query, expected) => {
    expect(await refusal(query)).toBe(expected);
  });

  it('refuses a component type that the terms do not name, and delivers the rest without it', async () => {
    const textOnly = await openSite(newsroom, { components: ['dispatch'] });
    const response = await request(`/v1/articles/${article.id}`, { token: textOnly.token });
    expect(response.status).toBe(200);
    expect(response.headers.get('Rights-Withheld')).toContain(article.photograph);
    expect(await response.text()).not.toContain('Caption-secret');
    const photograph = await request(`/v1/articles/${article.id}/components/${article.photograph}`, {
      token: textOnly.token,
    });
    expect([photograph.status, ((await photograph.json()) as { code: string }).code]).toEqual([
      403,
      'component_not_licensed',
    ]);
  });

  it('does not store a license without a consent reference', async () => {
    const { partner } = site;
    const { terms } = await import('../support/newsroom.ts');
    const { consent: _, ...without } = terms(newsroom, partner);
    const response = await request('/v1/admin/licenses', { token: newsroom.admin, json: without });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'malformed',
      errors: expect.arrayContaining([expect.objectContaining({ path: '/consent/reference' })]),
    });
  });
});

describe('a token', () => {
  const narrowed = (detail: Record<string, unknown>) =>
    partnerToken(site.key, { authorization_details: JSON.stringify([{ type: 'news_license', ...detail }]) });

  it('that narrows permits what it names and nothing else of the license', async () => {
    const token = await narrowed({
      actions: ['display'],
      locations: ['AT'],
      channels: ['web'],
      datatypes: ['dispatch'],
    });
    const permitted = await request(`/v1/articles/${article.id}?use=display&territory=AT&channel=web`, {
      token,
    });
    expect(permitted.status).toBe(200);
    expect(permitted.headers.get('Rights-Withheld')).toContain(article.photograph);
    for (const query of ['use=print', 'use=display&territory=DE', 'use=display&channel=print'])
      expect([query, await refusal(query, token)]).toEqual([query, '403 outside_token']);
  });

  it.each([
    [{ actions: ['translate'] }],
    [{ locations: ['FR'] }],
    [{ channels: ['broadcast'] }],
    [{ datatypes: ['video'] }],
    [{ license: 'lic_00000000000000000000000000000000' }],
  ])('that would widen the license to %j is not issued', async (detail) => {
    const response = await request('/oauth/token', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${btoa(`${site.key.client_id}:${site.key.client_secret}`)}`,
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        authorization_details: JSON.stringify([{ type: 'news_license', ...detail }]),
      }).toString(),
    });
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
      400,
      'invalid_authorization_details',
    ]);
  });

  it('that asks for no narrowing permits all that the license does, alterations too', async () => {
    const own = await openSite(newsroom, { alterations: ['headline', 'shorten'] });
    const answer = await request('/v1/decisions', {
      token: own.token,
      json: { article: article.id, use: { action: 'headline' } },
    });
    expect(((await answer.json()) as { outcome: string }).outcome).toBe('permit');
    const text = await request(`/v1/articles/${article.id}`, {
      token: own.token,
      headers: { Accept: 'text/plain' },
    });
    expect((await text.text()).replaceAll(/\s+/g, ' ')).toContain('Alterations permitted:');
  });

  it('never outlives a narrowing of the license: the current terms decide', async () => {
    const own = await openSite(newsroom);
    const { status } = await request(`/v1/admin/licenses/${own.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { territories: ['AT'] },
    });
    expect(status).toBe(200);
    expect(await refusal('use=display&territory=DE', own.token)).toBe('403 territory_not_licensed');
  });
});
