/** What input that does not fit is answered with: what to send instead, and nothing of the validator. */
import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { faultsOf, malformed } from '../../src/platform/http.ts';

function messageFor(schema: z.ZodType, value: unknown): string | undefined {
  const parsed = z.strictObject({ a: schema }).safeParse({ ...(value !== undefined && { a: value }) });
  return parsed.success ? undefined : faultsOf(parsed.error)[0]?.message;
}

describe('the message for a value that does not fit', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['Missing', z.string(), undefined],
    ['Missing', z.object({}), undefined],
    ['Missing', z.union([z.string(), z.number()]), undefined],
    ['Missing: expected one of 320, 640', z.enum(['320', '640']), undefined],
    ['Expected one of 320, 640', z.enum(['320', '640']), '641'],
    ['Expected 1', z.literal(1), 2],
    ['Expected text', z.string(), 7],
    ['Expected a whole number', z.int(), 1.5],
    ['Expected a number', z.number(), 'x'],
    ['Expected true or false', z.boolean(), 'x'],
    ['Expected a list', z.array(z.string()), 'x'],
    ['Expected an object', z.strictObject({}), 'x'],
    ['Expected some text', z.string().min(1), ''],
    ['Expected at least 2 characters', z.string().min(2), 'a'],
    ['Expected at most 1 entry', z.array(z.int()).max(1), [1, 2]],
    ['Expected at most 100', z.int().max(100), 101],
    ['Expected more than 0', z.number().positive(), 0],
    ['Expected exactly 2 characters', z.string().length(2), 'abc'],
    ['Expected base64', z.base64(), '*'],
    ['Expected text that matches /^a$/', z.string().regex(/^a$/), 'b'],
    ['This has none of the forms that are accepted here', z.union([z.string(), z.int()]), true],
    ['This is not accepted here', z.string().refine(() => false), 'a'],
  ])('is %s', (message, schema, value) => {
    expect(messageFor(schema, value)).toBe(message);
  });

  it('is the schema’s own where it has one', () => {
    expect(messageFor(z.string('Give a name'), 7)).toBe('Give a name');
    expect(messageFor(z.string().regex(/^a$/, 'Expected an a'), 'b')).toBe('Expected an a');
    expect(
      messageFor(
        z.string().refine(() => false, 'Not today'),
        'b',
      ),
    ).toBe('Not today');
  });
});

describe('the refusal for input that does not fit', () => {
  const detail = (where: string, path: string, message: string) =>
    malformed(where, [{ path, message }]).problem.detail;

  it('says in a sentence where it is', () => {
    expect(detail('body', '/uri', 'Missing')).toBe('The body is malformed at /uri: Missing.');
    expect(detail('headers', '/rights-receipt', 'Missing')).toBe('The header rights-receipt is missing.');
    expect(detail('headers', 'Rights-Receipt', 'Missing: give it')).toBe(
      'The header Rights-Receipt is missing: give it.',
    );
    expect(detail('headers', '/prefer', 'Expected text')).toBe(
      'The header prefer is malformed: Expected text.',
    );
    expect(malformed('headers', []).problem.detail).toBe('The headers are malformed.');
    expect(malformed('query', []).problem.detail).toBe('The query is malformed.');
  });
});
