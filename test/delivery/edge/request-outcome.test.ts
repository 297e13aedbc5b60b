import { describe, expect, it } from 'vitest';
import {
  type Answer,
  mayDeliver,
  outcomeTime,
  requestOutcomeOf,
} from '../../../src/delivery/edge/request-outcome.ts';
import { newId } from '../../../src/platform/ids.ts';

const answer = (given: Partial<Answer>): Answer => ({
  status: 200,
  entry: null,
  code: null,
  isCounted: false,
  ...given,
});

describe('a request that may deliver', () => {
  it('is one for an article, a component or a thumbnail', () => {
    const paths = [
      '/v1/articles/itm_1',
      '/v1/articles/itm_1.html',
      '/v1/articles/itm_1/components/cmp_1',
      '/v1/thumbnails/a.b',
    ];
    for (const path of paths) expect([path, mayDeliver('GET', path)]).toEqual([path, true]);
    expect(mayDeliver('HEAD', '/v1/articles/itm_1')).toBe(true);
  });

  it('is no list, no question and no other method', () => {
    const others = ['/v1/articles', '/v1/articles.atom', '/v1/articles/itm_1/rights', '/v1/changes', '/'];
    for (const path of others) expect([path, mayDeliver('GET', path)]).toEqual([path, false]);
    expect(mayDeliver('OPTIONS', '/v1/articles/itm_1')).toBe(false);
  });
});

describe('how a request ended', () => {
  it('is told by its entry first', () => {
    expect(requestOutcomeOf(answer({ entry: 'dlv_1' }))).toBe('entered');
    expect(requestOutcomeOf(answer({ entry: 'rfs_1', status: 403, code: 'restricted' }))).toBe('entered');
  });

  it('is told by the object where it only counts', () => {
    expect(requestOutcomeOf(answer({ status: 404, code: 'not_found', isCounted: true }))).toBe('counted');
    expect(requestOutcomeOf(answer({ status: 401, code: 'invalid_token', isCounted: true }))).toBe('counted');
  });

  it.each([
    [401, 'invalid_token', 'unauthenticated'],
    [403, 'insufficient_scope', 'unauthenticated'],
    [400, 'malformed', 'malformed'],
    [406, 'not_acceptable', 'malformed'],
    [429, 'too_many_requests', 'limited'],
    [503, 'ledger_unavailable', 'unavailable'],
    [404, 'content_unavailable', 'unavailable'],
    [404, 'not_found', 'other'],
    [500, null, 'other'],
  ] as const)('is %i %s: %s', (status, code, ending) => {
    expect(requestOutcomeOf(answer({ status, code }))).toBe(ending);
  });

  it('is an alarm when something left that is no entry', () => {
    for (const status of [200, 206, 304]) expect(requestOutcomeOf(answer({ status }))).toBe('unlogged');
  });

  it('belongs to the day of its entry', () => {
    const before = Date.now();
    const at = outcomeTime({ entry: newId('dlv') }, 0);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(outcomeTime({ entry: null }, 7)).toBe(7);
  });
});
