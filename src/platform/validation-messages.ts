/**
 * Replaces zod's messages by instructions for the sender. A schema's own message takes precedence.
 * platform/http.ts imports this module for its effect on zod.
 */
import { z } from '@hono/zod-openapi';
import { type FaultKey, type KeyedFault, keyOfPattern } from './fault-keys.ts';

/** Prefix of the message for an absent value. */
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
  url: 'Expected an absolute URL',
};
const PATTERN = 'Expected text that matches';
const OTHER_FORMAT = 'This does not have the format that is accepted here';

/** Never uses zod's own messages, which name its classes. */
function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return MISSING;
      return EXPECTED[issue.expected] ?? NOT_ACCEPTED;
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      const expected = issue.values.length === 1 ? `expected ${values}` : `expected one of ${values}`;
      return issue.input === undefined ? `${MISSING}: ${expected}` : capitalized(expected);
    }
    case 'too_big':
    case 'too_small':
      return sizeMessage(issue);
    case 'invalid_format':
      if (issue.format === 'regex') return `${PATTERN} ${issue.pattern}`;
      return FORMATS[issue.format] ?? OTHER_FORMAT;
    case 'invalid_union':
      return issue.input === undefined ? MISSING : 'This has none of the forms that are accepted here';
    case 'unrecognized_keys':
      return `Unknown field: ${issue.keys.join(', ')}`;
    case 'not_multiple_of':
      return `Expected a multiple of ${issue.divisor}`;
    default:
      return NOT_ACCEPTED;
  }
}

const NOT_ACCEPTED = 'This is not accepted here';

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

const TYPE_KEYS: Record<string, FaultKey> = {
  number: 'number',
  int: 'whole_number',
  object: 'json_object',
  record: 'json_object',
};
const FORMAT_KEYS: Record<string, FaultKey> = { datetime: 'time', date: 'day' };

export function keyOfIssue(issue: z.core.$ZodIssue): KeyedFault {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.startsWith(MISSING)) return { key: 'missing' };
      return { key: TYPE_KEYS[issue.expected] ?? 'not_accepted' };
    case 'invalid_value':
      return { key: issue.message.startsWith(MISSING) ? 'missing' : 'one_of' };
    case 'too_big':
    case 'too_small':
      return sizeKey(issue);
    case 'invalid_format':
      return keyOrByMessage(keyOfPattern(issue.pattern ?? '') ?? FORMAT_KEYS[issue.format], issue.message);
    case 'invalid_union':
      return { key: issue.message === MISSING ? 'missing' : 'format' };
    case 'custom':
      return issue.params ? (issue.params as KeyedFault) : keyOrByMessage(undefined, issue.message);
    default:
      return { key: 'not_accepted' };
  }
}

/** General messages have a key. A schema's own message is more specific than any key, and has none. */
function keyOrByMessage(key: FaultKey | undefined, message: string): KeyedFault {
  if (key !== undefined) return { key };
  if (message === NOT_ACCEPTED) return { key: 'not_accepted' };
  return message === OTHER_FORMAT || message.startsWith(PATTERN) ? { key: 'format' } : {};
}

function sizeKey(issue: Extract<z.core.$ZodIssue, { code: 'too_big' | 'too_small' }>): KeyedFault {
  const isMost = issue.code === 'too_big';
  const bound = Number(isMost ? issue.maximum : issue.minimum);
  if (issue.origin === 'string' || issue.origin === 'array') {
    if (!isMost && bound === 1) return { key: 'missing' };
    const kind =
      issue.origin === 'string' ? (isMost ? 'too_long' : 'too_short') : isMost ? 'too_many' : 'too_few';
    return { key: kind satisfies FaultKey, parameters: { count: bound } };
  }
  const key = isMost
    ? issue.inclusive
      ? 'at_most'
      : 'less_than'
    : issue.inclusive
      ? 'at_least'
      : 'more_than';
  return { key: key satisfies FaultKey, parameters: { limit: bound } };
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

z.config({ customError: messageOf });
