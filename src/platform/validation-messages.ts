/**
 * The messages of zod for input that does not fit its schema, in words for the sender: what to send instead. A
 * schema that has a message of its own keeps it. Imported by platform/http.ts, for its effect on zod.
 */
import { z } from '@hono/zod-openapi';

/** How the message for an absent value begins. */
export const MISSING = 'Missing';

type Issue = Parameters<NonNullable<ReturnType<typeof z.config>['customError']>>[0];

const EXPECTED: Record<string, string> = {
  string: 'Expected text',
  number: 'Expected a number',
  int: 'Expected a whole number',
  boolean: 'Expected true or false',
  array: 'Expected a list',
  object: 'Expected an object',
  record: 'Expected an object',
  null: 'Expected null',
};

const FORMATS: Record<string, string> = {
  datetime: 'Expected an ISO 8601 instant, such as 2026-11-20T19:00:00Z',
  date: 'Expected a day, such as 2026-11-20',
  base64: 'Expected base64',
};

/** Undefined: zod's own words. */
function messageOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return MISSING;
      return EXPECTED[issue.expected];
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      const expected = issue.values.length === 1 ? `expected ${values}` : `expected one of ${values}`;
      return issue.input === undefined ? `${MISSING}: ${expected}` : capitalized(expected);
    }
    case 'too_big':
    case 'too_small':
      return sizeMessage(issue);
    case 'invalid_format':
      if (issue.format === 'regex') return `Expected text that matches ${issue.pattern}`;
      return FORMATS[issue.format];
    case 'invalid_union':
      return issue.input === undefined ? MISSING : 'This has none of the forms that are accepted here';
    case 'custom':
      return 'This is not accepted here';
    default:
      return undefined;
  }
}

const UNITS: Record<string, [one: string, several: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function sizeMessage(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): string {
  const { origin, inclusive, exact } = issue;
  const bound = issue.code === 'too_big' ? issue.maximum : issue.minimum;
  if (issue.code === 'too_small' && origin === 'string' && bound === 1) return 'Expected some text';
  const [one, several] = UNITS[origin] ?? [];
  const amount = one === undefined ? String(bound) : `${bound} ${Number(bound) === 1 ? one : several}`;
  if (exact) return `Expected exactly ${amount}`;
  if (issue.code === 'too_big') return `Expected ${inclusive ? 'at most' : 'less than'} ${amount}`;
  return `Expected ${inclusive ? 'at least' : 'more than'} ${amount}`;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

z.config({ customError: messageOf });
