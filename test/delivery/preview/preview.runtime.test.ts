import { describe, expect, it } from 'vitest';
import { operatorToken, request } from '../../support/gateway.ts';
import { ingest, ingestWithPhotograph, logOf, PNG, scenario, wireItem } from '../../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);

const see = async (path: string, token = newsroom.admin) => request(`/v1/admin/articles/${path}`, { token });

describe('the bytes of a component, for the desk', () => {
  it('come as they were sent, with headers that give them no power and let nobody keep them', async () => {
    const response = await see(`${article.id}/components/${article.photograph}`);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('are the newsroom’s to see, and not the auditor’s or a partner’s', async () => {
    const path = `${article.id}/components/${article.photograph}`;
    expect((await see(path, await operatorToken('ingest'))).status).toBe(200);
    for (const token of [await operatorToken('auditor'), site.token]) {
      const response = await see(path, token);
      expect(response.status).toBe(403);
      expect(response.headers.get('Content-Type')).toContain('problem+json');
    }
  });

  it('are not there for a text, or for another article’s component', async () => {
    const text = article.components.find(({ type }) => type === 'dispatch')?.id ?? '';
    const other = await ingestWithPhotograph(newsroom);
    for (const path of [`${article.id}/components/${text}`, `${article.id}/components/${other.photograph}`])
      expect([path, (await see(path)).status]).toEqual([path, 404]);
  });
});

describe('a preview', () => {
  const formats = {
    html: 'text/html',
    text: 'text/plain',
    markdown: 'text/markdown',
    ninjs: 'application/json',
  };

  it.each(Object.entries(formats))('as %s says that it is one, and has no receipt', async (format, type) => {
    const response = await see(`${article.id}/preview?format=${format}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain(type);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    expect([...response.headers.keys()].filter((name) => name.startsWith('rights-'))).toEqual([]);
    const text = (await response.text()).replaceAll('\n', ' ');
    expect(text).toContain('PREVIEW');
    expect(text).toContain('Secret-body');
    // A receipt is a JWS behind the verify link.
    expect(text).not.toMatch(/verify#(?!preview)/);
  });

  it('as a page carries its pictures in itself and may fetch nothing', async () => {
    const response = await see(`${article.id}/preview`);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy.split('; ')).toEqual([
      'sandbox',
      "default-src 'none'",
      'img-src data:',
      expect.stringMatching(/^style-src 'sha256-[A-Za-z0-9+/]{43}='$/),
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ]);
    const html = await response.text();
    expect(html).toContain('<img src="data:image/png;base64,iVBOR');
    expect(html).not.toMatch(/src="(?!data:)/);
    expect(html).not.toContain('<script');
    expect(html.match(/data:image/g)).toHaveLength(1);
  });

  it('is of the version that is asked for', async () => {
    const item = wireItem();
    const first = await ingest(newsroom, item);
    const versionCreated = new Date().toISOString();
    const headlines = [{ value: 'Second headline' }];
    await ingest(newsroom, { ...item, version: '2', versionCreated, headlines });
    expect(await (await see(`${first.id}/preview?format=text`)).text()).toContain('Second headline');
    const old = await (await see(`${first.id}/preview?format=text&version=1`)).text();
    expect(old).toContain('Harbor pilots');
    expect(old).not.toContain('Second headline');
    expect((await see(`${first.id}/preview?version=3`)).status).toBe(404);
    expect((await see(`${first.id}/preview?format=newsml`)).status).toBe(400);
  });

  it('leaves nothing in the log, and opens nothing to anybody else', async () => {
    const before = (await logOf(site.license)).length;
    await see(`${article.id}/preview`);
    await see(`${article.id}/components/${article.photograph}`);
    expect((await logOf(site.license)).length).toBe(before);
    expect((await see(`${article.id}/preview`, await operatorToken('ingest'))).status).toBe(200);
    for (const token of [await operatorToken('auditor'), site.token]) {
      const response = await see(`${article.id}/preview`, token);
      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('Secret-body');
    }
  });
});
