/** A license by an ODRL policy delivers, refuses and says its terms like any other. */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, openSite, scenario, wireItem } from '../support/newsroom.ts';

const POLICY = {
  '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
  '@type': 'Agreement',
  uid: 'urn:example:agreement:7',
  profile: 'urn:imprimatur:profile:1',
  conflict: 'prohibit',
  permission: [
    {
      uid: 'urn:example:agreement:7#show',
      action: ['display', 'distribute'],
      constraint: [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DACH'] }],
      duty: [{ action: 'attribute', 'imp:text': 'Tidemark / Ada Quill', 'imp:byline': true }],
    },
  ],
  prohibition: [
    {
      uid: 'urn:example:agreement:7#no-newsletter',
      action: 'distribute',
      constraint: [{ leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'newsletter' }],
    },
  ],
};
const BY_POLICY = {
  uses: undefined,
  components: undefined,
  territories: undefined,
  channels: undefined,
  policy: POLICY,
};

const { newsroom, site } = await scenario(BY_POLICY);
const article = await ingest(newsroom, wireItem());

const fetched = (query: string, token = site.token) =>
  request(`/v1/articles/${article.id}${query}`, { token, headers: { Accept: 'application/json' } });

describe('a license by a policy', () => {
  it('delivers what the policy permits, with its duties in the stamp', async () => {
    const response = await fetched('?use=display&title=morgen&channel=web&territory=AT');
    expect(response.status).toBe(200);
    const { usageTerms } = (await response.json()) as { usageTerms: string };
    expect(usageTerms).toContain('Credit "Tidemark / Ada Quill" is mandatory.');
    expect(usageTerms).toContain('The byline must be printed.');
    const whole = (await (await fetched('')).json()) as { usageTerms: string };
    expect(whole.usageTerms).toContain('in Germany, Austria and Switzerland');
  });

  it.each([
    ['?use=display&title=morgen&channel=web&territory=FR', 'territory_not_licensed'],
    ['?use=archive', 'use_not_licensed'],
    ['?use=distribute&title=morgen&channel=newsletter&territory=DE', 'use_not_licensed'],
  ])('refuses what it does not: %s', async (query, code) => {
    const response = await fetched(query);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code });
  });

  it('decides by its new policy as soon as the desk has its answer', async () => {
    const own = await openSite(newsroom, BY_POLICY);
    const url = '?use=archive&title=morgen&channel=web&territory=DE';
    expect((await fetched(url, own.token)).status).toBe(403);
    const policy = { ...POLICY, permission: [{ action: ['archive', 'display'] }], prohibition: [] };
    const changed = await request(`/v1/admin/licenses/${own.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { policy },
    });
    expect(changed.status).toBe(200);
    // The token was issued for the acts of the old policy, and a token only narrows.
    expect(await (await fetched(url, own.token)).json()).toMatchObject({ code: 'outside_token' });
    expect((await fetched('?use=distribute&title=morgen&channel=web&territory=DE', own.token)).status).toBe(
      403,
    );
    expect((await fetched('?use=display&title=morgen&channel=web&territory=DE', own.token)).status).toBe(200);
  });
});
