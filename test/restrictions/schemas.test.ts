import { describe, expect, it } from 'vitest';
import { newRestriction, restrictionPatch } from '../../src/restrictions/schemas.ts';

describe('a new restriction', () => {
  it.each([
    [{ scope: 'agency', text: 'JAPAN OUT' }, true],
    [{ scope: 'section:sport', policy: {} }, true],
    [{ scope: 'agency' }, false],
    [{ scope: 'agency', text: 'JAPAN OUT', policy: {} }, false],
    [{ scope: 'everything', text: 'JAPAN OUT' }, false],
    [{ scope: 'agency', text: ' ' }, false],
    [{ scope: 'agency', text: 'JAPAN OUT', reviewed: true }, false],
  ])('%j fits: %s', (body, fits) => {
    expect(newRestriction.safeParse(body).success).toBe(fits);
  });
});

describe('a change of a restriction', () => {
  it.each([
    [{ reviewed: true }, true],
    [{ status: 'withdrawn' }, true],
    [{ text: 'JAPAN OUT' }, true],
    [{ policy: {} }, true],
    [{}, false],
    [{ reviewed: false }, true],
    [{ reviewed: true, version: 3 }, true],
    [{ version: 3 }, false],
    [{ status: 'active' }, false],
    [{ text: 'JAPAN OUT', reviewed: true }, false],
  ])('%j fits: %s', (body, fits) => {
    expect(restrictionPatch.safeParse(body).success).toBe(fits);
  });
});
