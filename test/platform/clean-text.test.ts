import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines, cleanText, faultOfLine } from '../../src/platform/clean-text.ts';
import { line, lines } from '../../src/platform/openapi.ts';
import { HIDDEN_CHARACTERS } from '../support/hidden-characters.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Any UTF-16, halves of pairs too. */
const anyUnits = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.constantFrom(...HIDDEN_CHARACTERS.map((character) => character.charCodeAt(0))),
    ),
    { maxLength: 40 },
  )
  .map((units) => String.fromCharCode(...units));

describe('a line that somebody gives', () => {
  it.each(HIDDEN_CHARACTERS.map((character) => [nameOf(character), character]))(
    'must not hold %s, wherever it stands',
    (name, character) => {
      for (const text of [
        `The ${character}Courier`,
        `a${character}${character}b`,
        `\u0627${character}\u0628`,
      ]) {
        expect(faultOfLine(text)).toContain(`Must not hold ${name}, `);
        expect(
          line(50)
            .safeParse(text)
            .error?.issues.map(({ message }) => message),
        ).toEqual([faultOfLine(text)]);
      }
    },
  );

  it.each([
    ['Arabic', 'صحيفة الشرق 2030'],
    ['Hebrew', 'ידיעות "הארץ"'],
    ['Persian with a non-joiner', 'می\u200cخواهم'],
    ['an emoji that joiners hold together', '👩\u200d👩\u200d👧\u200d👦 News'],
    ['an emoji of a flag, made of tags', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['combining marks', 'Cafe\u0301 Tie\u0302\u0301u'],
    ['markup', '</script><script>alert(1)</script>"\'&'],
    ['spaces that do not break', 'The\u00a0Courier'],
    ['a word without end', 'W'.repeat(200)],
  ])('may be in %s', (_, text) => {
    expect(faultOfLine(text)).toBeNull();
    expect(line(200).parse(text)).toBe(text);
  });

  it('is trimmed, and must then show something', () => {
    expect(line(9).parse('\n The Post\u00a0\r\n')).toBe('The Post');
    expect(line(9).safeParse(' \n').success).toBe(false);
    for (const unseen of ['\u200b', '\u200d\u200c', '\u00ad', '\u2060 \u3164'])
      expect(line(9).safeParse(unseen).error?.issues[0]?.message).toBe(
        'Must hold a character that can be seen',
      );
  });

  it('says of what kind the character is', () => {
    expect(faultOfLine('a\u202Eb')).toBe(
      'Must not hold U+202E, which shows a text in another order than it is written',
    );
    expect(faultOfLine('a\nb')).toBe('Must not hold U+000A, a line break');
    expect(faultOfLine('a\u0000b')).toBe('Must not hold U+0000, a control character');
    expect(faultOfLine('a\ud800b')).toBe('Must not hold U+D800, half of a surrogate pair');
    expect(faultOfLine('a\u{1ffff}b')).toBe(
      'Must not hold U+1FFFF, a code point that is no character of a text',
    );
  });
});

describe('lines that somebody gives', () => {
  it('may be many, as browsers send them, but for what a line must not hold', () => {
    expect(lines(50).parse(' JAPAN OUT\r\nNO ARCHIVE\n')).toBe('JAPAN OUT\nNO ARCHIVE');
    for (const character of HIDDEN_CHARACTERS.filter((character) => character !== '\n'))
      expect([character, lines(50).safeParse(`a\n${character}b`).success]).toEqual([character, false]);
  });
});

describe('a text of a wire', () => {
  it('is one that somebody could have given, once it is clean', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyUnits), (text) => {
        const [one, many] = [cleanLine(text), cleanLines(text)];
        expect(faultOfLine(`|${one}`)).toBeNull();
        expect(faultOfLine(`|${many}`, { lines: true })).toBeNull();
        expect([cleanLine(one), cleanLines(many), cleanText(many)]).toEqual([one, many, many]);
      }),
    );
  });

  it('keeps its words apart, and its lines where it has any', () => {
    const text = 'one\r\ntwo\u2028three\u2029four\tfive\u0000\u202E six';
    expect(cleanLine(text)).toBe('one two three four five six');
    expect(cleanLines(text)).toBe('one\ntwo\nthree\nfour five six');
  });

  it('is as it came where it holds no hidden character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(faultOfLine(text) === null);
        expect([cleanLine(text), cleanLines(text)]).toEqual([text, text]);
      }),
    );
  });
});

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
