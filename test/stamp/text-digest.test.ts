import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/stamp/document/html.ts';
import { componentsDigest, foldText, textDigest } from '../../src/stamp/text-digest.ts';
import { anonymousBudget } from '../support/budget.ts';

interface Vector {
  name: string;
  blocks: string[];
  digest: string;
  truncated: string[];
}

const page = readFileSync('docs/text-digest.md', 'utf8');
const vectors = JSON.parse(page.match(/```json\n([\s\S]*?)```/)?.[1] ?? '[]') as Vector[];

const ofHtml = JSON.parse([...page.matchAll(/```json\n([\s\S]*?)```/g)][1]?.[1] ?? '[]') as {
  name: string;
  html: string;
  blocks: string[];
}[];

describe('imprimatur-text-1 in HTML', () => {
  it.each(ofHtml)('reads the blocks of the published vector: $name', ({ html, blocks }) => {
    const read = readPage(html, anonymousBudget());
    const text = read.ok ? read.value.passages.filter(({ kind }) => kind !== 'beside') : [];
    expect(text.map((passage) => foldText(passage.text))).toEqual(blocks);
  });

  it('has a vector for each rule', () => {
    expect(ofHtml.length).toBeGreaterThanOrEqual(5);
  });
});

describe('imprimatur-text-1', () => {
  it('publishes at least ten vectors', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(10);
  });

  it.each(vectors)('agrees with the published vector: $name', ({ blocks, digest, truncated }) => {
    expect(textDigest(blocks)).toEqual({ digest, blocks: truncated });
  });

  it('folds a folded text to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it('never throws, whatever code units a text is made of', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(units, { maxLength: 5 }), (blocks) => {
        const { digest } = textDigest(blocks.map((codes) => String.fromCharCode(...codes)));
        expect(digest).toMatch(/^[\w-]{43}$/);
      }),
    );
  });

  it('tells any two lists of different words apart', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 4 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        expect(textDigest(one).digest === textDigest(other).digest).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
      }),
    );
  });
});

describe('the digest over components', () => {
  const dispatch = { component: 'cmp_b', digest: 'two' };
  const photograph = { component: 'cmp_a', digest: 'one' };

  it('does not depend on the order in which components are listed', () => {
    expect(componentsDigest([dispatch, photograph])).toBe(componentsDigest([photograph, dispatch]));
  });

  it('is SHA-256 over the canonical JSON of the sorted pairs', () => {
    // printf '[["cmp_a","one"],["cmp_b","two"]]' | openssl dgst -sha256 -binary | basenc --base64url
    expect(componentsDigest([dispatch, photograph])).toBe('mx25A4rsZMno1rGUqtSZIo2rxK4fkbBvPnM-tUPW8sg');
  });

  it('changes when a component is added', () => {
    expect(componentsDigest([dispatch])).not.toBe(componentsDigest([dispatch, photograph]));
  });
});
