import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { toInstant, toLocal } from '../../src/console/frame/instant.ts';
import { messagesOf, pickLanguage, translator } from '../../src/console/frame/messages.ts';
import { visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';

describe('messages of the console', () => {
  it('are there in each language, with the same keys and the same placeholders', async () => {
    const english = await messagesOf(env, 'en');
    const german = await messagesOf(env, 'de');
    const placeholders = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
    // Messages and sentences of the API are English already.
    const own = (key: string) => !/^(fault|sentence)\./.test(key);
    expect(Object.keys(german).filter(own).sort()).toEqual(Object.keys(english).filter(own).sort());
    for (const [key, text] of Object.entries(english))
      expect(placeholders(german[key]), key).toEqual(placeholders(text));
  });

  it.each([
    ['en', 'an amount that is only counted, or closed', /\bbilled\b/i],
    ['de', 'an amount that is only counted, or closed', /abgerechnet/i],
    ['de', 'a legal hold by another name', /Löschsperre|Rechtliche Sperre|Aufbewahrungsanordnung/],
    ['de', 'a part of the software by its English name', /\b(Ledger|Shards?|Edge|Bucket|Header|Body|Live)\b/],
  ] as const)('have no word in %s for %s', async (language, _, word) => {
    const messages = Object.entries(await messagesOf(env, language));
    const found = messages.filter(([key, text]) => !key.startsWith('search.') && word.test(text));
    expect(found).toEqual([]);
  });

  it('fill placeholders with text and with elements, and leave what they do not know as it is', async () => {
    const t = translator('en', { 'copy.what': 'Copy {what}', a: 'x' });
    expect(t('copy.what', { what: '<b>' })).toBe('Copy <b>');
    expect(t.rich('copy.what', { what: 7 })).toEqual(['Copy ', 7, '']);
    expect(t.word('status', 'unheard-of')).toBe('unheard-of');
  });
});

describe('the language of a page', () => {
  it.each([
    [undefined, undefined, 'en'],
    [undefined, 'de-AT,de;q=0.9,en;q=0.5', 'de'],
    [undefined, 'fr, de;q=0.4, en;q=0.6', 'en'],
    [undefined, 'de;q=0, fr', 'en'],
    ['de', 'en', 'de'],
    ['xx', 'de', 'de'],
  ] as const)('is for the parameter %s and the accepted %s: %s', (requested, accepted, language) => {
    expect(pickLanguage(requested, accepted)).toBe(language);
  });
});

describe('preferences', () => {
  const send = (form: Record<string, string>) =>
    request('/console/preferences', {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
    });

  it('are kept in cookies, as far as they are known', async () => {
    const response = await send({
      '/language': 'de',
      '/zone': 'Asia/Tokyo',
      '/theme': 'dark',
      back: '/console/account',
    });
    expect(response.headers.get('Location')).toBe('/console/account?done=preferences');
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    expect(cookies).toEqual([
      'imprimatur-language=de',
      'imprimatur-zone=Asia%2FTokyo',
      'imprimatur-theme=dark',
    ]);
    const unknown = await send({ '/zone': 'Mars/Base', '/theme': 'pink' });
    expect(unknown.headers.getSetCookie()).toEqual([]);
  });

  it('take a city for its time zone, and report an unknown zone with a suggestion', async () => {
    for (const [typed, zone] of [
      ['Tokio', 'Asia%2FTokyo'],
      ['Vienna', 'Europe%2FVienna'],
    ] as const)
      expect((await send({ '/zone': typed })).headers.getSetCookie()[0]).toContain(
        `imprimatur-zone=${zone};`,
      );
    const unknown = await send({ '/zone': 'Atlantis/Berlim', back: '/console/account' });
    const to = unknown.headers.get('Location') ?? '';
    expect(to).toBe('/console/account?zone=Atlantis%2FBerlim');
    const html = await (await visitor('desk')).page(to);
    expect(html).toMatch(/id="f-zone-fault"[^>]*>Enter a time zone, such as Europe\/Berlin/);
    expect(html).toContain('value="Atlantis/Berlim"');
  });

  it('are refused as what no form sends, which is no bug of ours', async () => {
    const response = await request('/console/preferences', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status).toBe(400);
  });

  it.each(['https://elsewhere.example', '//elsewhere.example', '/console/../x', '/consolex'])(
    'lead back to pages of the console only, not to %s',
    async (back) => {
      const response = await send({ '/theme': 'dark', back });
      expect(response.headers.get('Location')).toBe('/console?done=preferences');
    },
  );
});

describe('the foot of a page', () => {
  it('says of when the page is, in which zone, and whose', async () => {
    const owner = await visitor('owner');
    const foot = async (path: string, headers: Record<string, string>) => {
      const html = await (await owner.get(path, headers)).text();
      const [, text = ''] = /<footer class="as-of" id="as-of"><p>(.*?)<\/p><\/footer>/.exec(html) ?? [];
      return text.replace(/<[^>]+>/g, '');
    };
    const zoned = { Cookie: `${owner.cookie}; imprimatur-zone=Europe%2FBerlin` };
    for (const path of ['/console', '/console/partners', '/console/partners/new', '/console/partners/par_0'])
      expect(await foot(path, {})).toMatch(/^As of .+ \(UTC\) · Tidemark News Agency$/);
    // Filters replace a part of the page, and this with it.
    for (const more of [{}, { 'HX-Request': 'true' }] as Record<string, string>[])
      expect(await foot('/console/partners', { ...zoned, ...more, 'Accept-Language': 'de' })).toMatch(
        /^Stand: .+ \(Europe\/Berlin\) · Tidemark News Agency$/,
      );
  });
});

describe('what an act has done', () => {
  it.each([
    ['same-origin', true],
    ['same-site', false],
    ['cross-site', false],
    // Typed, or out of a mail.
    ['none', false],
    // Of a browser that does not say.
    ['', true],
  ])('is said after a page of ours, and not after a link from elsewhere: %s', async (site, isSaid) => {
    const desk = await visitor('desk');
    const page = await desk.get('/console/account?done=key_revoked', site ? { 'Sec-Fetch-Site': site } : {});
    expect((await page.text()).includes('role="status"')).toBe(isSaid);
  });
});

describe('instants in the viewer’s zone', () => {
  it.each([
    ['2026-03-01T09:30', 'Asia/Tokyo', '2026-03-01T00:30:00.000Z'],
    ['2026-07-01T09:30', 'Europe/Vienna', '2026-07-01T07:30:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['1.11.2026', 'Asia/Tokyo', '2026-10-31T15:00:00.000Z'],
    ['01.11.2026T09:30', 'UTC', '2026-11-01T09:30:00.000Z'],
    // Skipped by the zone: an hour after what was before the jump.
    ['2026-03-29T02:30', 'Europe/Vienna', '2026-03-29T01:30:00.000Z'],
    // Twice: the first of both.
    ['2026-10-25T02:30', 'Europe/Vienna', '2026-10-25T00:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, iso) => {
    expect(toInstant(local, zone)).toBe(iso);
  });

  it('come back as they were entered, whenever the zone has them once', () => {
    // The months in whose first days these zones change their clocks.
    for (const zone of ['UTC', 'Asia/Tokyo', 'Australia/Lord_Howe', 'America/St_Johns'])
      for (const month of [2, 3, 9, 10])
        for (let hour = 0; hour < 24 * 10; hour += 5) {
          const iso = new Date(Date.UTC(2026, month, 1, hour, 45)).toISOString();
          const local = toLocal(iso, zone);
          const back = toInstant(local, zone) ?? '';
          expect(toLocal(back, zone), `${iso} ${zone}`).toBe(local);
        }
  });

  it('are refused when they are none', () => {
    for (const text of ['soon', '11/1/2026', '1 Nov 2026', '31.4.2026', '2026-04-31', '2026-11'])
      expect(toInstant(text, 'UTC')).toBeNull();
    // A year that was not typed to its end, and the edge of time, where no zone has an offset.
    expect(toInstant('0202-03-01T09:30', 'UTC')).toBeNull();
    expect(toInstant('+275760-09-13T00:00', 'Asia/Tokyo')).toBeNull();
    expect(toLocal('+275760-09-13T00:00:00Z', 'Asia/Tokyo')).toBe('');
  });
});
