import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnTarget } from '../../../../src/access/identity/code-flow/return-target.ts';

describe('where a sign-in leads back to', () => {
  it.each([
    '/console',
    '/console/partners',
    '/console/articles?q=a%20b&cursor=x',
    '/console?x=1',
    '/console/a/b/',
  ])('is the page that was asked for: %s', (page) => expect(safeReturnTarget(page)).toBe(page));

  it('is the page without what it would say that an act has done', () => {
    expect(safeReturnTarget('/console/licenses/lic_1?done=license_revoked')).toBe('/console/licenses/lic_1');
    expect(safeReturnTarget('/console/licenses/lic_1?q=a&%64one=license_revoked')).toBe(
      '/console/licenses/lic_1',
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['two of them', ['/console/a', '/console/b']],
    ['a file', new Blob(['/console/a'])],
    ['another site', 'https://evil.example/console'],
    ['another site without a scheme', '//evil.example/console'],
    ['another site behind backslashes', '/\\evil.example/console'],
    ['backslashes within', '/console\\..\\..\\evil'],
    ['a user before another site', '/console@evil.example'],
    ['a name that only begins so', '/console.evil.example'],
    ['a word that only begins so', '/consoles'],
    ['a way out', '/console/../oauth/token'],
    ['a way out, encoded', '/console/%2e%2e/oauth/token'],
    ['a way out, half encoded', '/console/.%2E/oauth/token'],
    ['spaces before', ' /console/partners'],
    ['a line end', '/console/partners\n'],
    ['a header', '/console/\r\nSet-Cookie: a=b'],
    ['a tab', '/con\tsole'],
    ['letters beyond ASCII', '/console/ü'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,/console'],
    ['a fragment', '/console/partners#x'],
    ['the door', '/console/sign-in'],
    ['the door, with a next of its own', '/console/sign-in?next=/console/sign-in'],
    ['the way through it', '/console/sign-in/callback?code=x'],
    ['the way out', '/console/sign-out'],
    ['the door by a detour', '/console/x/../sign-in'],
    ['a very long one', `/console/${'x'.repeat(2_000)}`],
    ['another page of ours', '/verify'],
    ['the start', '/'],
    ['upper case', '/CONSOLE'],
  ])('is the overview for %s', (_, target) => expect(safeReturnTarget(target)).toBe('/console'));

  it('is a page of the console of this very host, whatever is asked for', () => {
    const pieces = fc.constantFrom(
      '/console',
      '/',
      '//',
      '\\',
      '..',
      '%2e',
      '?',
      '#',
      '@',
      ':',
      'evil.example',
      '\t',
      'é',
      'sign-in',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (target) => {
          const { origin, pathname } = new URL(safeReturnTarget(target), 'https://gateway.example');
          expect(origin).toBe('https://gateway.example');
          expect(pathname).toMatch(/^\/console(\/(?!sign-in(\/|$))|$)/);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
