import { describe, expect, it } from 'vitest';
import { firstDifference, firstMissingLine } from './guide-output.ts';

const ID = '01a20e5d46e37503b9e362da6dddc3c9';

describe('what a guide shows', () => {
  it('may be broken otherwise, shortened, and of another newsroom', () => {
    const printed = `{\n  "id": "dlv_${ID}",\n  "list": [\n    1,\n    2\n  ],\n  "at": "2027-01-02T03:04:05.678Z"\n}`;
    const shown = `{"id": "dlv_${ID.replace('01', '02')}", "list": [1, …], "at": "2026-11-24T12:31:55.000Z"}`;
    expect(firstDifference(printed, shown)).toBeNull();
  });

  it.each([
    ['{"a": 1}', '{"a": 2}'],
    ['{"a": 1, "b": 2}', '{"a": 1}'],
    ['["x", "y"]', '["y", …]'],
    ['["x", "y"]', '[…, "x"]'],
    ['true', ''],
    ['', 'true'],
  ])('is not what %s is, where it is %s', (printed, shown) => {
    expect(firstDifference(printed, shown)).not.toBeNull();
  });

  it('names only some of the headers of an answer, in any case, and a body', () => {
    const printed = 'HTTP/1.1 410 Gone\r\nContent-Length: 9\r\nrights-entry: x\r\nDate: now\r\n\r\n{"a": 1}';
    expect(firstMissingLine(printed, 'HTTP/1.1 410 Gone\nRights-Entry: x\n…\n\n{"a": 1}')).toBeNull();
    expect(firstMissingLine(printed, 'HTTP/1.1 410 Gone\nRights-Entry: y')).toBe('Rights-Entry: y');
    expect(firstMissingLine(printed, 'HTTP/1.1 410 Gone\n\n{"a": 2}')).not.toBeNull();
  });
});
