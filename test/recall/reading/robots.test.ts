import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../../src/recall/reading/robots.ts';
import { expectLinear, repeated } from '../../support/growth.ts';

const SITE = 'https://kansai.example';
const may = (robots: string, path: string) => isAllowed(robots, SITE + path);
const forAll = (...rules: string[]) => ['User-agent: *', ...rules].join('\n');

describe('robots.txt', () => {
  it('permits everything if it is empty, or has no rule for the reader', () => {
    for (const robots of ['', '\uFEFF', 'Sitemap: /x', 'Disallow: /', 'User-agent: Other\nDisallow: /'])
      expect(may(robots, '/news/1'), robots).toBe(true);
  });

  it('is matched from the start of the path, in its case', () => {
    const robots = forAll('Disallow: /news');
    expect(may(robots, '/news/1')).toBe(false);
    expect(may(robots, '/newsletter')).toBe(false);
    expect(may(robots, '/News')).toBe(true);
    expect(may(robots, '/en/news')).toBe(true);
    expect(may(forAll('Disallow:'), '/news')).toBe(true);
  });

  it('is decided by the longest rule, and of two as long by the one that permits', () => {
    const robots = forAll('Allow: /news/open', 'Disallow: /news', 'Disallow: /a*', 'Allow: /ab');
    expect(may(robots, '/news/open/1')).toBe(true);
    expect(may(robots, '/news/closed')).toBe(false);
    expect(may(forAll('Disallow: /page', 'Allow: /page'), '/page')).toBe(true);
    expect(may(forAll('Disallow: /*.php', 'Allow: /folder'), '/folder/x.php')).toBe(true);
    expect(may(robots, '/abc')).toBe(true);
  });

  it('knows * and $', () => {
    expect(may(forAll('Disallow: /*.pdf$'), '/a/b.pdf')).toBe(false);
    expect(may(forAll('Disallow: /*.pdf$'), '/a/b.pdf?x')).toBe(true);
    expect(may(forAll('Disallow: /a*c*e'), '/abcde')).toBe(false);
    expect(may(forAll('Disallow: /a*c*e'), '/abedc')).toBe(true);
    expect(may(forAll('Disallow: /*aa$'), '/aaa')).toBe(false);
    expect(may(forAll('Disallow: /aa*aa$'), '/aaa')).toBe(true);
    expect(may(forAll('Disallow: /$'), '/')).toBe(false);
    expect(may(forAll('Disallow: /$'), '/x')).toBe(true);
    expect(may(forAll('Disallow: /*?print='), '/x?print=1')).toBe(false);
  });

  it('has groups of several names, and several groups of one name', () => {
    const robots = [
      'user-agent: other # comment',
      'USER-AGENT:imprimatur-reader/1.0',
      'disallow: /a',
      'Crawl-delay: 10',
      'disallow: /b # comment',
      '',
      'User-agent: *',
      'Disallow: /',
      'User-agent: Imprimatur-Reader',
      'Disallow: /c',
    ].join('\r\n');
    for (const path of ['/a', '/b', '/c']) expect(may(robots, path), path).toBe(false);
    expect(may(robots, '/d')).toBe(true);
    expect(may('User-agent: imprimatur\nDisallow: /', '/')).toBe(true);
    expect(may('User-agent: *\nDisallow: /\nUser-agent: imprimatur-reader\nAllow: /x', '/d')).toBe(true);
  });

  it('is compared percent-encoded', () => {
    expect(may(forAll('Disallow: /größe'), '/gr%c3%b6%C3%9Fe')).toBe(false);
    expect(may(forAll('Disallow: /%7Ejoe/'), '/~joe/1')).toBe(false);
    expect(may(forAll('Disallow: /a%2fb'), '/a/b')).toBe(true);
    expect(may(forAll('Disallow: /a%2fb'), '/a%2Fb')).toBe(false);
  });

  it('is read in linear time', { tags: 'slow' }, () => {
    const path = `/${'a'.repeat(2_000)}`;
    expectLinear(
      (robots: string) => may(robots, path),
      repeated('*a', 'User-agent: *\nDisallow: /', 'b'),
      500_000,
    );
    expectLinear(
      (robots: string) => may(robots, path),
      repeated('Disallow: /*a*a*b$\n', 'User-agent: *\n'),
      500_000,
    );
    expectLinear((robots: string) => may(robots, path), repeated('user-agent:\r'), 500_000);
    expectLinear(
      (robots: string) => may(robots, path),
      repeated('%c3\u{1F600}', 'User-agent: *\nallow:'),
      500_000,
    );
  });
});
