/**
 * The IPTC's own examples and test suite (github.com/iptc/newsinjson), read where they stand beside the
 * repository. `should_pass` must be accepted and `should_fail` refused, in every version given.
 */
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../src/articles/blocks.ts';
import { parseItem } from '../../src/articles/ninjs/parse.ts';
import { documentsIn, type NinjsFile, standardsAt, VERSIONS } from './ninjs-files.ts';

/** Files under examples/ that are no news items. There are none at the commit that SOURCE.txt names. */
const NO_ITEMS: string[] = [];

/** Verdicts on the test suite in which we differ on purpose, each with its reason. There are none. */
const DELIBERATE: Record<string, string> = {};

const NOW = Date.parse('2026-11-24T12:00:00Z');
const read = ({ document }: NinjsFile) => parseItem(document, { sections: ['news'], now: NOW });

/** Any text that the document carries as its body, in whatever spelling. */
function hasBody(document: Record<string, unknown>): boolean {
  const bodies = Array.isArray(document.bodies) ? document.bodies : [];
  return bodies.length > 0 || Object.keys(document).some((key) => key.startsWith('body_'));
}

describe.skipIf(!standardsAt())('every item among the IPTC examples', () => {
  const examples = VERSIONS.flatMap((version) => documentsIn(`examples/${version}`)).filter(
    ({ file }) => !NO_ITEMS.includes(file),
  );

  it.for(examples)('$file is accepted', (example) => {
    expect(read(example)).toMatchObject({ ok: true, value: { extra: [] } });
  });

  it.for(examples.filter(({ document }) => hasBody(document)))(
    '$file has its text as a dispatch',
    (example) => {
      const result = read(example);
      if (!result.ok) throw new Error('refused');
      const { item } = result.value;
      expect(item.components.map(({ type }) => type)).toContain('dispatch');
      expect(textBlocks(undefined, item.blocks).join(' ').length).toBeGreaterThan(0);
      expect(JSON.stringify(item.blocks)).not.toMatch(/<\/?[a-z]/iu);
    },
  );
});

describe.skipIf(!standardsAt())('the IPTC test suite', () => {
  const suite = VERSIONS.flatMap((version) =>
    (['should_pass', 'should_fail'] as const).flatMap((expected) =>
      documentsIn(`test_suite/${version}/${expected}`).map((file) => ({ ...file, expected })),
    ),
  );

  it.for(suite)('gives the expected verdict for $file', (suiteCase) => {
    const agreed = read(suiteCase).ok === (suiteCase.expected === 'should_pass');
    expect(agreed).toBe(!(suiteCase.file in DELIBERATE));
  });

  it('agrees with us for all files of all six versions', () => {
    const agreeing = suite.filter(
      (suiteCase) => read(suiteCase).ok === (suiteCase.expected === 'should_pass'),
    );
    const passes = suite.filter(({ expected }) => expected === 'should_pass').length;
    console.log(
      `ninjs test suite: ${agreeing.length} of ${suite.length} verdicts agree ` +
        `(${passes} should_pass, ${suite.length - passes} should_fail, ${VERSIONS.length} versions)`,
    );
    expect(agreeing.length + Object.keys(DELIBERATE).length).toBe(suite.length);
    expect(suite.length).toBeGreaterThanOrEqual(68);
  });

  it('refuses each with the path of a fault', () => {
    for (const suiteCase of suite.filter(({ expected }) => expected === 'should_fail')) {
      const result = read(suiteCase);
      expect(result.ok ? [] : result.reason.map(({ path }) => path)).toContainEqual(
        expect.stringMatching(/^\//u),
      );
    }
  });
});
