/** Spellings of mistyped names and headlines. */
import { describe, expect, it } from 'vitest';
import { nearPatterns, nearWords } from '../../../src/audit/entities/near-words.ts';

/** As SQLite does: ASCII without case. */
function isLike(name: string, pattern: string): boolean {
  const source = [...pattern].map((letter) => (letter === '%' ? '.*' : letter === '_' ? '.' : letter));
  return new RegExp(`^${source.join('')}$`, 's').test(name);
}
const fits = (word: string, name: string) =>
  nearPatterns(word).some((pattern) =>
    isLike(
      name.replace(/[A-Z]/g, (a) => a.toLowerCase()),
      pattern,
    ),
  );

describe('patterns of near names', () => {
  it.each([
    ['Brennstein', 'Brennstein Verlag'],
    ['Brenstein', 'Brennstein Verlag'],
    ['Brennnstein', 'Brennstein Verlag'],
    ['brennstien', 'Brennstein Verlag'],
    ['Brenmstein', 'Brennstein Verlag'],
    ['Munchner', 'Neue Münchner Presse'],
    ['Muenchner', 'Neue Münchner Presse'],
    ['Münchner', 'Neue Muenchner Presse'],
    ['Uberlander', 'Überlander Verlag'],
    ['übrländer', 'Überländer Verlag'],
    ['Strassenblatt', 'Straßenblatt'],
    ['Straßenblatt', 'STRASSENBLATT'],
  ])('fit: %s, %s', (word, name) => {
    expect(fits(word, name)).toBe(true);
  });

  it.each([
    ['Brxxstein', 'Brennstein Verlag'],
    ['Prss', 'Neue Presse'],
    ['aeoeue', 'Neue Presse'],
  ])('do not fit: %s, %s', (word, name) => {
    expect(fits(word, name)).toBe(false);
  });

  it('are no longer than SQLite takes', () => {
    for (const word of ['記'.repeat(20), 'Ж'.repeat(30), 'x'.repeat(100), 'ß'.repeat(20), 'ä'.repeat(20)])
      for (const pattern of nearPatterns(word)) expect(Buffer.byteLength(pattern)).toBeLessThanOrEqual(50);
  });
});

describe('near words of an index', () => {
  it.each([
    ['lighthose', 'lighthouse'],
    ['lighthuose', 'lighthouse'],
    ['lightthouse', 'lighthouse'],
    ['lighthouze', 'lighthouse'],
    ['muenchen', 'munchen'],
    ['muensterlaender', 'munsterlander'],
    ['москвв', 'москво'],
  ])('include: %s, %s', (word, near) => {
    expect(nearWords(word)).toContain(near);
  });

  it('are the word itself for a short or long one, and at most 2,500 for others', () => {
    expect(nearWords('port')).toEqual(['port']);
    expect(nearWords('x'.repeat(25))).toHaveLength(1);
    for (const most of ['abcdefghijklmnopqrstuvwx', 'абвгдежзийклмнопрстуфхцч'])
      expect(nearWords(most).length).toBeLessThan(2_500);
  });
});
