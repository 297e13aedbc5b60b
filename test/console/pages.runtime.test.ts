import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/platform/problem.ts';
import { request } from '../support/gateway.ts';

describe('the pages that stamps and refusals link to', () => {
  it.each(['/', '/verify', '/licensing', '/docs/problems'])(
    '%s is there for everyone, with no script but our own',
    async (path) => {
      const response = await request(path);
      expect(response.status).toBe(200);
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe-inline');
      const html = await response.text();
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
      expect(html).not.toMatch(/\son[a-z]+=/);
    },
  );

  it('name every code that a refusal can carry', async () => {
    const html = await (await request('/docs/problems')).text();
    for (const code of Object.keys(PROBLEMS)) expect(html).toContain(`id="${code}"`);
  });

  it.each(['/assets/page.css', '/assets/verify.js'])('have their asset %s', async (path) => {
    expect((await request(path)).status).toBe(200);
  });
});
