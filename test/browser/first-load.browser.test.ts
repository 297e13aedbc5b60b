/** What the first page costs on a slow line: bytes over the wire, with nothing in the cache. */
import { describe } from 'vitest';
import { ROLES } from '../../src/access/roles.ts';
import { expect, test, transferred } from './support/fixture.ts';

const MOST_BYTES = 60_000;

describe('the first page', () => {
  test.for(ROLES)('of the role %s is at most 60 KB', async (role, { signedIn, gateway }) => {
    const page = await signedIn(role);
    const { bytes, files } = await transferred(page, `${gateway.url}/console`);
    expect(bytes, JSON.stringify(files, null, 2)).toBeLessThan(MOST_BYTES);
  });

  test.for(['/', '/verify', '/licensing', '/console/sign-in'])(
    '%s is at most 60 KB',
    async (path, { visitor, gateway }) => {
      const page = await visitor();
      const { bytes, files } = await transferred(page, gateway.url + path);
      expect(bytes, JSON.stringify(files, null, 2)).toBeLessThan(MOST_BYTES);
    },
  );

  test.for(['/licensing', '/assets/console/htmx.js', '/openapi.json'])(
    '%s is sent compressed, and plain to clients that ask for that',
    async (path, { gateway }) => {
      const compressed = await fetch(gateway.url + path);
      const plain = await fetch(gateway.url + path, { headers: { 'Accept-Encoding': 'identity' } });
      expect(compressed.headers.get('Content-Encoding')).toBe('gzip');
      expect(plain.headers.get('Content-Encoding')).toBeNull();
      for (const { headers } of [compressed, plain]) expect(headers.get('Vary')).toContain('Accept-Encoding');
      expect(await compressed.text()).toBe(await plain.text());
    },
  );
});
