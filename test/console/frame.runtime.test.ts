import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { messagesOf, pickLanguage, translator } from '../../src/console/frame/messages.ts';

describe('messages of the console', () => {
  it('are there in each language, with the same keys and the same placeholders', async () => {
    const english = await messagesOf(env, 'en');
    const german = await messagesOf(env, 'de');
    const placeholders = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
    // Messages of the API are English already.
    const own = (key: string) => !key.startsWith('fault.');
    expect(Object.keys(german).filter(own).sort()).toEqual(Object.keys(english).filter(own).sort());
    for (const [key, text] of Object.entries(english))
      expect(placeholders(german[key]), key).toEqual(placeholders(text));
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
  ] as const)('asked for %s, accepted %s: %s', (wanted, accepted, language) => {
    expect(pickLanguage(wanted, accepted)).toBe(language);
  });
});
