import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/platform/problem.ts';
import { request } from '../support/gateway.ts';

const PATHS = ['/', '/verify', '/licensing', '/docs/problems'];

describe('the pages that stamps and refusals link to', () => {
  it.each(PATHS)('%s is there for everyone, with no script and no style but our own files', async (path) => {
    const response = await request(path);
    expect(response.status).toBe(200);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-');
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc="\/assets\/)|<style|\sstyle=|\son[a-z]+=/);
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect([file, (await request(file)).status]).toEqual([file, 200]);
  });

  it.each(PATHS)('%s speaks the language that is asked for, and says which', async (path) => {
    const said = async (address: string, headers: Record<string, string> = {}) => {
      const response = await request(address, { headers });
      const html = await response.text();
      return {
        says: response.headers.get('Content-Language'),
        varies: response.headers.get('Vary'),
        lang: /<html lang="(\w+)"/.exec(html)?.[1],
        h1: /<h1>(.*?)<\/h1>/.exec(html)?.[1],
        unsaid: html.match(/>(?:verify|start|status|licensing|problems)\.\w+</),
      };
    };
    const english = await said(path);
    const german = await said(path, { 'Accept-Language': 'de-AT, en;q=0.5' });
    expect(english).toMatchObject({ says: 'en', lang: 'en', unsaid: null });
    expect(german).toMatchObject({ says: 'de', lang: 'de', unsaid: null });
    expect(german.varies).toContain('Accept-Language');
    // Word for word the same only where the agency's word is.
    if (path !== '/licensing') expect(german.h1).not.toBe(english.h1);
    expect(await said(`${path}?lang=de`)).toEqual(german);
    expect(await said(`${path}?lang=en`, { 'Accept-Language': 'de' })).toEqual(english);
  });

  it('may be kept by caches for some minutes, each language for itself', async () => {
    const { headers } = await request('/verify');
    expect(headers.get('Cache-Control')).toBe('public, max-age=300');
  });

  it('name every code that a refusal can carry, with the title that it then has', async () => {
    const html = await (await request('/docs/problems')).text();
    for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
      const row = html.split(`<tr id="${code}">`)[1]?.split('</tr>')[0] ?? '';
      expect([code, row.includes(`>${status}</td>`), row.includes(`>${title}</td>`)]).toEqual([
        code,
        true,
        true,
      ]);
    }
  });

  it('give a script its texts as text', async () => {
    const html = await (await request('/verify?lang=de')).text();
    const template = /<template id="words">(.*?)<\/template>/s.exec(html)?.[1] ?? '';
    expect(template).not.toMatch(/[<>]/);
    const texts = JSON.parse(
      template.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
    );
    expect(texts['verify.verdict.invalid']).toBe('Kein echter Beleg');
    expect(texts['word.channel.print']).toBe('Druck');
  });
});
