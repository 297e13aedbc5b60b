/** RFC 9110 §13, on dates and tags alone. */
import { describe, expect, it } from 'vitest';
import {
  isUnchanged,
  lastModified,
  matches,
  matchesStrongly,
  outcomeOf,
} from '../../src/delivery/conditional.ts';
import type { Dated } from '../../src/delivery/types.ts';

const T = Date.UTC(2026, 10, 24, 12, 0, 0);
const http = (ms: number) => new Date(ms).toUTCString();
/** First delivered at 12:00:00.400, asked for a minute later. */
const dated = (change: Partial<Dated> = {}): Dated => ({
  versionCreated: T - 3_600_000,
  first: { atMs: T + 400 },
  sinceMs: T - 60_000,
  now: T + 60_000,
  ...change,
});
const asks = (ifModifiedSince: string, change: Partial<Dated> = {}) =>
  isUnchanged({ ifModifiedSince }, '"e"', () => dated(change));

describe('If-None-Match', () => {
  it.each([
    ['"e"', true],
    ['W/"e"', true],
    ['"other", "e"', true],
    ['*', true],
    ['"E"', false],
    ['e', false],
    ['"e', false],
    ['', false],
  ])('is evaluated for %s', (header, is) => {
    expect(matches(header, '"e"')).toBe(is);
  });

  it('goes before a date, whatever the date says', () => {
    const both = (ifNoneMatch: string) =>
      isUnchanged({ ifNoneMatch, ifModifiedSince: http(T) }, '"e"', () => dated());
    expect([both('"e"'), both('"other"'), both('')]).toEqual([true, false, false]);
  });
});

describe('If-Modified-Since', () => {
  it('is met by the date that was sent', () => {
    expect(lastModified(dated())).toBe(http(T));
    expect(asks(http(T))).toBe(true);
  });

  it.each([
    ['an earlier one', http(T - 1_000)],
    ['a later one, which another answer may have had', http(T + 1_000)],
    ['that of the version', http(T - 3_600_000)],
    ['one of the future', http(T + 3_600_000)],
    ['nonsense', 'yesterday'],
    ['nothing', ''],
  ])('is not met by %s', (_, header) => {
    expect(asks(header)).toBe(false);
  });

  it.each<[string, Partial<Dated>]>([
    ['nobody knows the first delivery', { first: undefined }],
    ['nothing was ever delivered', { first: null }],
    ['its second is not over: another answer may still be given it', { now: T + 999 }],
    ['a version came in the same second', { versionCreated: T + 100 }],
    ['it is not known since when the gateway renders as it does', { sinceMs: Number.POSITIVE_INFINITY }],
    ['the gateway renders or signs otherwise since', { sinceMs: T + 5_000 }],
  ])('is not met when %s', (_, change) => {
    expect(asks(http(T), change)).toBe(false);
    expect(asks(lastModified(dated({ ...change, now: T + 900 })), change)).toBe(false);
  });

  it('counts from a new release or key on', () => {
    const change = { sinceMs: T + 5_900 };
    expect(lastModified(dated(change))).toBe(http(T + 5_000));
    expect(asks(http(T + 5_000), change)).toBe(true);
  });
});

describe('If-Match', () => {
  it.each([
    ['"e"', true],
    ['"other", "e"', true],
    ['*', true],
    ['W/"e"', false],
    ['"E"', false],
    ['e', false],
    ['', false],
  ])('is evaluated for %s', (header, is) => {
    expect(matchesStrongly(header, '"e"')).toBe(is);
    expect(outcomeOf({ ifMatch: header }, '"e"', () => dated())).toBe(is ? 'whole' : 'failed');
  });

  it('is never met by a weak tag but with an asterisk', () => {
    expect(['W/"e"', '"e"', '*'].map((header) => matchesStrongly(header, 'W/"e"'))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('If-Unmodified-Since', () => {
  const outcome = (ifUnmodifiedSince: string, change: Partial<Dated> = {}) =>
    outcomeOf({ ifUnmodifiedSince }, '"e"', () => dated(change));

  it.each([
    ['the date that was sent', http(T), 'whole'],
    ['a later one', http(T + 1_000), 'whole'],
    ['an earlier one', http(T - 1_000), 'failed'],
    ['one of long ago', http(0), 'failed'],
    ['that of the version, as the first second has it', http(T - 3_600_000), 'whole'],
    ['nonsense, which is no condition', 'yesterday', 'whole'],
  ])('is evaluated: %s', (_, header, expected) => {
    expect(outcome(header)).toBe(expected);
  });

  it('goes by the version where the first delivery is not known', () => {
    const change = { first: undefined };
    expect(outcome(http(T - 3_600_000), change)).toBe('whole');
    expect(outcome(http(T - 3_601_000), change)).toBe('failed');
    expect(outcome(lastModified(dated(change)), change)).toBe('whole');
  });
});

/** RFC 9110 §13.2.2. */
describe('several conditions', () => {
  const outcome = (conditions: Parameters<typeof outcomeOf>[0]) =>
    outcomeOf(conditions, '"e"', () => dated());
  const [old, sent] = [http(0), http(T)];

  it.each<[Parameters<typeof outcomeOf>[0], string]>([
    [{ ifMatch: '"e"', ifUnmodifiedSince: old }, 'whole'],
    [{ ifMatch: '"other"', ifUnmodifiedSince: sent }, 'failed'],
    [{ ifMatch: '"other"', ifNoneMatch: '"e"' }, 'failed'],
    [{ ifMatch: '"e"', ifNoneMatch: '"e"' }, 'unchanged'],
    [{ ifMatch: '"e"', ifNoneMatch: '"other"' }, 'whole'],
    [{ ifUnmodifiedSince: old, ifNoneMatch: '"e"' }, 'failed'],
    [{ ifUnmodifiedSince: sent, ifNoneMatch: '"e"' }, 'unchanged'],
    [{ ifUnmodifiedSince: old, ifModifiedSince: sent }, 'failed'],
    [{ ifUnmodifiedSince: sent, ifModifiedSince: sent }, 'unchanged'],
    [{ ifMatch: '*', ifModifiedSince: sent }, 'unchanged'],
    [{ ifNoneMatch: '"other"', ifModifiedSince: sent }, 'whole'],
  ])('%j come to %s', (conditions, expected) => {
    expect(outcome(conditions)).toBe(expected);
  });
});
