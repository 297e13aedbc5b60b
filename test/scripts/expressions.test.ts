import { describe, expect, it } from 'vitest';
import { collectExpressions } from '../../scripts/expressions/collect.ts';
import { faultOf } from '../../scripts/expressions/judge.ts';

describe('regular expressions that can take more than linear time', { tags: 'slow' }, () => {
  it.each([
    ['a trim that begins anew at each space', String.raw`/\s+$/u`],
    ['space before a line break', String.raw`/ *\n/gu`],
    ['numbers in a list', String.raw`/(\d+(\s*;\s*)?)*$/`],
    [
      "a row under a table's head",
      String.raw`/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u`,
    ],
    [
      'a preference with space around it',
      String.raw`/^\s*([!#$%&'*+.^_|~\w-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_|~\w-]+)))?\s*(?:;.*)?$/u`,
    ],
    ['a comma that looks ahead to the end', '/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u'],
    ['a comment that is never closed', String.raw`/<!--[\s\S]*?-->/gu`],
    ['two words in a declaration', String.raw`/transform:[^;]*scale[^;]*\(0/u`],
    [
      'names that take the space before them',
      String.raw`new RegExp(['<b', '\\s+[\\u1680a]+='].join('|'), 'uy')`,
    ],
  ])('are refused: %s', async (_what, code) => {
    const { expressions } = collectExpressions('fixture.ts', `const found = ${code};`);
    expect(expressions).toHaveLength(1);
    const [{ source = '', flags = '' } = {}] = expressions;
    expect(await faultOf(source, flags)).toMatch(/^takes .* time, for example on /);
  });

  it.each([
    String.raw`/(?<!\s)\s+$/u`,
    String.raw`/(?<! ) *\n/gu`,
    String.raw`/<(?:meta|link)\b[^>]*>?/giu`,
    String.raw`/^(?:\d+;)*\d+$/`,
    String.raw`/[\t\n\r ]+[\u1680a]+=/y`,
  ])('are not these: %s', async (code) => {
    const [{ source = '', flags = '' } = {}] = collectExpressions('fixture.ts', code).expressions;
    expect(source).not.toBe('');
    expect(await faultOf(source, flags)).toBeUndefined();
  });
});

describe('regular expressions of a file', () => {
  const collect = (...lines: string[]) => collectExpressions('fixture.tsx', lines.join('\n'));

  it('are its literals, with their lines, and neither comments nor divisions', () => {
    const found = collect('// /no+/', 'const half = 4 / 2 / 1;', 'call(/a[/]\\/b/giu).replace(/c/, "/d/");');
    expect(found).toEqual({
      expressions: [
        { line: 3, source: 'a[/]\\/b', flags: 'giu' },
        { line: 3, source: 'c', flags: '' },
      ],
      unreadable: [],
    });
  });

  it('are what it composes of its constants', () => {
    const found = collect(
      "const NAME = '[a-z]+';",
      "const LETTERS = { ß: 'ss', 'æ': 'ae' };",
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: code as text
      'new RegExp(`^${NAME}$`, "u");',
      'RegExp(String.raw`\\s${NAME}` + "\\\\d");',
      "new RegExp([NAME, '\\\\w'].join('|'));",
      "new RegExp(`[${Object.keys(LETTERS).join('')}]`);",
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: code as text
    );
    expect(found.expressions.map(({ source }) => source)).toEqual([
      '^[a-z]+$',
      '\\s[a-z]+\\d',
      '[a-z]+|\\w',
      '[ßæ]',
    ]);
    expect(found.unreadable).toEqual([]);
  });

  it('cannot be told when they are composed of anything else', () => {
    const found = collect(
      "import { NAME } from './names.ts';",
      'let flags = "g";',
      'new RegExp(NAME);',
      'new RegExp("a", flags);',
      'const ending = (name: string) => new RegExp("</" + name);',
    );
    expect(found).toEqual({ expressions: [], unreadable: [3, 4, 5] });
  });
});
