import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/platform/problem.ts';
import { visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';
import { scenario } from '../support/newsroom.ts';

const PATHS = ['/', '/verify', '/licensing', '/docs/problems', '/docs', '/docs/agency', '/docs/guide'];

/** Headers of a browser that opens a page. */
const VISIT = { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Mode': 'navigate' };

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
    const textOf = async (address: string, headers: Record<string, string> = {}) => {
      const response = await request(address, { headers });
      const html = await response.text();
      return {
        says: response.headers.get('Content-Language'),
        varies: response.headers.get('Vary'),
        lang: /<html lang="(\w+)"/.exec(html)?.[1],
        h1: /<h1>(.*?)<\/h1>/.exec(html)?.[1],
        unsaid: html.match(/>(?:verify|start|status|licensing|problems|docs|guide)\.\w+</),
      };
    };
    const english = await textOf(path);
    const german = await textOf(path, { 'Accept-Language': 'de-AT, en;q=0.5' });
    expect(english).toMatchObject({ says: 'en', lang: 'en', unsaid: null });
    expect(german).toMatchObject({ says: 'de', lang: 'de', unsaid: null });
    expect(german.varies).toContain('Accept-Language');
    // Word for word the same only where the agency's word is.
    if (path !== '/licensing') expect(german.h1).not.toBe(english.h1);
    expect(await textOf(`${path}?lang=de`)).toEqual(german);
    expect(await textOf(`${path}?lang=en`, { 'Accept-Language': 'de' })).toEqual(english);
  });

  it('may be kept by caches for some minutes, each language for itself', async () => {
    const { headers } = await request('/verify');
    expect(headers.get('Cache-Control')).toBe('public, max-age=300');
  });

  it('name every code that a refusal can carry, with its status and its meaning', async () => {
    const html = await (await request('/docs/problems')).text();
    for (const [code, [status]] of Object.entries(PROBLEMS)) {
      const row = html.split(`<tr id="${code}">`)[1]?.split('</tr>')[0] ?? '';
      const cells = [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell);
      expect([code, cells[1]]).toEqual([code, String(status)]);
      expect([code, cells[2], cells[3]]).toEqual([
        code,
        expect.stringMatching(/\w/),
        expect.stringMatching(/\w/),
      ]);
    }
  });

  it('say what to do about every code, in both languages', async () => {
    for (const language of ['en', 'de']) {
      const html = await (await request(`/docs/problems?lang=${language}`)).text();
      expect(html).not.toMatch(/word\.do\.|problems\.of\./);
    }
  });

  it('refuse a browser with a page, and a program with problem details', async () => {
    for (const [path, status, title] of [
      ['/no/such/page', 404, 'Nicht gefunden'],
      ['/v1/admin/partners', 401, 'Sie sind abgemeldet'],
      ['/v1/articles/itm_1', 401, 'Sie sind abgemeldet'],
    ] as const) {
      const page = await request(path, { headers: { ...VISIT, 'Accept-Language': 'de' } });
      expect([path, page.status, page.headers.get('Content-Type')]).toEqual([
        path,
        status,
        'text/html; charset=UTF-8',
      ]);
      expect(page.headers.get('Content-Security-Policy')).toContain("style-src 'self'");
      expect(page.headers.get('Cache-Control')).toContain('no-store');
      expect(await page.text()).toContain(`<h1>${title}</h1>`);
      // As the start page fetches an article.
      const program = await request(path, { headers: { Accept: 'text/html' } });
      expect([path, program.status, program.headers.get('Content-Type')]).toEqual([
        path,
        status,
        'application/problem+json',
      ]);
      expect(page.headers.get('WWW-Authenticate')).toBe(program.headers.get('WWW-Authenticate'));
    }
  });

  it('say of a stray address only that there is no such page, and of an article that it may be unlicensed', async () => {
    const { site } = await scenario();
    const textAt = async (path: string, language: string, token?: string) => {
      const headers = { ...VISIT, 'Accept-Language': language };
      const html = await (await request(path, { headers, ...(token && { token }) })).text();
      return /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
    };
    for (const path of ['/no/such/page', '/console.php', '/v1/nothing']) {
      const english = await textAt(path, 'en');
      expect(english).toContain('<p>There is no such page.</p>');
      expect(english).toContain('<a href="/">Start page</a> <a href="/docs/guide">Partner guide</a>');
      expect(english).not.toMatch(/articles|products/i);
      const german = await textAt(path, 'de');
      expect(german).toContain('<p>Diese Seite gibt es nicht.</p>');
      expect(german).not.toMatch(/Artikel|Produkte/);
    }
    expect(await textAt('/v1/articles/itm_1', 'en', site.token)).toContain('Articles outside your products');
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

const REFUSALS = {
  '/console/articles/itm_x': 'Es gibt keinen Artikel mit dieser ID.',
  '/console/articles/itm_x/holders': 'Es gibt keinen Artikel mit dieser ID.',
  '/console/reports/nix': 'Diesen Bericht gibt es nicht.',
  '/console/licenses?cursor=nix': 'Öffnen Sie die Liste neu',
  '/console/statements/close-all?period=2999-12': 'Wählen Sie einen Monat, der vorbei ist',
  '/docs/guide/nix': 'Dieses Kapitel hat das Handbuch nicht.',
  '/console/sign-in/nix': 'Diesen Anbieter für die Anmeldung gibt es nicht.',
};

describe('the page of a refusal', async () => {
  const auditor = await visitor('auditor');

  it.each(Object.entries(REFUSALS))('%s says why in the language of the reader', async (path, sentence) => {
    const html = await (await auditor.get(path, { ...VISIT, 'Accept-Language': 'de' })).text();
    expect(html).toContain('<html lang="de"');
    expect(html).toContain(sentence);
  });
});
