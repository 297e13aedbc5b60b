/** The article in the format that is asked for: by `Accept`, or by the suffix of its address. */
import { beforeAll, describe, expect, it } from 'vitest';
import { contentTypeOf, FORMATS, type FormatName } from '../../src/formats/index.ts';
import { request } from '../support/gateway.ts';
import { ingestWithPhotograph, logOf, scenario } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = (await ingestWithPhotograph(newsroom)).id;

beforeAll(async () => {
  // Within the second of the first delivery `Last-Modified` is not final.
  for (const { suffix } of formats) await get(`.${suffix}`);
  await new Promise((next) => setTimeout(next, 1_000));
});

const get = (suffix = '', headers: Record<string, string> = {}, method = 'GET') =>
  request(`/v1/articles/${article}${suffix}`, { token: site.token, headers, method });

const formats = Object.entries(FORMATS).map(([name, { suffix, mediaTypes }]) => ({
  name: name as FormatName,
  suffix,
  mediaTypes,
}));
const others = (name: string) => formats.filter((format) => format.name !== name);

describe.each(formats)('an article as $name', ({ name, suffix, mediaTypes }) => {
  it('is the same by each of its media types and by its suffix', async () => {
    const accepted = await Promise.all(mediaTypes.map((Accept) => get('', { Accept })));
    const named = await get(`.${suffix}`);
    const text = await named.text();
    expect(text).toContain(named.headers.get('Rights-Receipt'));
    for (const answer of accepted) {
      expect(await answer.text()).toBe(text);
      for (const header of ['Content-Type', 'ETag', 'Rights-Receipt', 'Last-Modified', 'Vary'])
        expect(answer.headers.get(header)).toBe(named.headers.get(header));
    }
    expect(named.headers.get('Content-Type')).toBe(contentTypeOf(name));
    expect(named.headers.get('Vary')).toMatch(/Accept/);
  });

  it('is labeled before it is asked for, and kept by its own validator', async () => {
    const [head, whole] = [await get(`.${suffix}`, {}, 'HEAD'), await get(`.${suffix}`)];
    const etag = whole.headers.get('ETag') ?? '';
    expect([head.status, head.headers.get('Content-Type'), head.headers.get('ETag')]).toEqual([
      200,
      contentTypeOf(name),
      etag,
    ]);
    expect((await get(`.${suffix}`, { 'If-None-Match': etag })).status).toBe(304);
    for (const other of others(name))
      expect((await get(`.${other.suffix}`, { 'If-None-Match': etag })).status).toBe(200);
  });

  it('is what the suffix says, whatever is accepted besides', async () => {
    for (const Accept of ['image/png', others(name)[0]?.mediaTypes[0] ?? ''])
      expect((await get(`.${suffix}`, { Accept })).headers.get('Content-Type')).toBe(contentTypeOf(name));
  });

  it('is found to be genuine and unmodified as it is, and altered when a word of it is', async () => {
    const text = await (await get(`.${suffix}`)).text();
    const standing = async (document: string) => {
      const answer = await request('/v1/receipts/verify', { json: { document } });
      return ((await answer.json()) as { standing: string }).standing;
    };
    expect(await standing(text)).toBe('genuine');
    expect(await standing(text.replaceAll('pilots went back', 'pilots came back'))).toBe('not_genuine');
  });

  it('is an entry that says so', async () => {
    const answer = await get(`.${suffix}`);
    const entry = (await logOf(site.license)).find(({ id }) => id === answer.headers.get('Rights-Entry'));
    expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({ format: name, article });
  });
});

describe('a format that is not offered', () => {
  it('is answered with the list of those that are', async () => {
    const answer = await get('', { Accept: 'image/png, application/ninjs+json;version=4.0' });
    const problem = (await answer.json()) as { code: string; offered: string[] };
    expect([answer.status, problem.code]).toEqual([406, 'not_acceptable']);
    expect(problem.offered).toEqual(formats.flatMap(({ mediaTypes }) => mediaTypes));
  });

  it('is, as a suffix, an id that nothing has', async () => {
    const unknown = await (await request('/v1/articles/itm_0', { token: site.token })).text();
    for (const suffix of ['.exe', '.', '.JSON', '.json.html']) {
      const answer = await get(suffix);
      expect([suffix, answer.status, await answer.text()]).toEqual([suffix, 404, unknown]);
    }
  });
});
