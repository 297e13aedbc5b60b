/** RFC 9457 problems in the document: one schema, and the possible codes of each response. */
import type { Loaded } from './app.ts';
import { optional, required } from './headers.ts';
import { type Answer, described, integer, list, object, type Schema, string } from './types.ts';

const uri = { ...string, format: 'uri' };
const LIMITS = [
  'bodyBytes',
  'nodes',
  'characters',
  'comparisons',
  'termsWords',
  'policyCharacters',
  'inflatedBytes',
];

export function problemSchemas({ problems }: Pick<Loaded, 'problems'>): Record<string, Schema> {
  const decision = {
    anyOf: [
      { $ref: '#/components/schemas/ComponentDecision' },
      object({ decidedBy: string, sentence: string }),
    ],
  };
  const fault = object(
    {
      path: described(string, 'JSON pointer, or name of a header'),
      message: string,
      line: described(integer, 'In a table: the line of the file, from 1'),
      column: described(integer, 'In a table: the number of the field in the line, from 1'),
      key: described(string, 'Key of the message, for programs with messages of their own'),
      parameters: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'object', 'array'] },
        description:
          'Values in the message, such as a limit. A word of a vocabulary is {of, value}, a nested message {key, parameters}',
      },
      code: string,
      rules: list(object({ id: string, path: string })),
    },
    { required: ['path', 'message'] },
  );
  const problem = object(
    {
      type: uri,
      title: string,
      status: integer,
      code: { ...string, enum: Object.keys(problems) },
      detail: described(string, 'The reason for this refusal, in a sentence'),
      message: { $ref: '#/components/schemas/Message' },
      errors: described(list({ $ref: '#/components/schemas/Fault' }), 'The faults of the request'),
      moreErrors: described(integer, 'Number of further faults that are not in `errors`'),
      decidedBy: described(
        string,
        'The rule that decided, as `<policy>#<rule>`, or the step of the decision',
      ),
      trace: described(list(decision), 'The decision on each component'),
      missing: described(list(string), 'Facts that the use must state to be decided'),
      entry: described(string, 'Id of the log entry of the refusal'),
      notice: described(string, 'The kill notice of a killed article'),
      substitute: object(
        { id: string, href: uri },
        { description: 'The article that replaces a killed one, if your license covers it' },
      ),
      quota: object({ limit: integer, used: integer }, { more: true }),
      role: described(string, 'The role of the operator, if it is not one of `roles`'),
      roles: described(list(string), 'Roles that permit this'),
      offered: described(list(string), 'Media types on offer'),
      exceeded: object(
        { what: { ...string, enum: LIMITS }, limit: integer },
        { description: 'The limit that the request exceeds, of its size or of the work that it causes' },
      ),
      size: described(integer, 'Number of entries in the requested log'),
      reason: string,
      request: described(string, 'Id of the request; quote it when you report a fault of the gateway'),
    },
    {
      description:
        'A refusal (RFC 9457). `code` is stable; `type` is the address of a page that explains it.',
      required: ['type', 'title', 'status', 'code', 'detail'],
    },
  );
  return {
    Problem: problem,
    Fault: fault,
    OAuthError: object({ error: string, error_description: string }, { description: 'RFC 6749 §5.2' }),
  };
}

const DESCRIPTIONS: Record<number, string> = {
  400: 'The request is malformed (see `errors`), or it causes more work than one request may cause (see `exceeded`)',
  401: 'No valid access token',
  402: 'The quota is used up',
  403: 'The token, the license or a restriction does not allow this',
  404: 'The resource does not exist, or this token may not see it',
  406: 'The server offers none of the accepted formats; `offered` lists those it offers',
  409: 'The state of the resource does not allow this',
  410: 'The article has been killed',
  412: 'A precondition of the request is not met',
  413: 'The body is too large',
  415: 'The media type of the body is not accepted',
  416: 'The range is outside the content',
  431: 'A header is too large, or all headers together are',
  429: 'Too many requests, or too many large responses at a time; `Retry-After` says when to retry',
  500: 'An error in the gateway; `request` is the id of the request',
  503: 'A part of the gateway is unavailable, or no slot is free for another large response. Nothing was delivered. A change may have been stored without confirmation; `detail` says so if that is unknown',
};

const REQUIRED_HEADERS: Record<number, string[]> = { 401: ['WWW-Authenticate'], 429: ['Retry-After'] };
const HEADERS: Record<number, string[]> = {
  402: ['Rights-Entry'],
  403: ['Rights-Entry'],
  410: ['Rights-Entry'],
  503: ['Retry-After'],
};

export function problemAnswer(status: number, codes: string[]): Answer {
  return {
    description: DESCRIPTIONS[status] ?? 'Refused',
    headers: {
      ...required('Request-Id', ...(REQUIRED_HEADERS[status] ?? [])),
      ...optional(...(HEADERS[status] ?? [])),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
      },
    },
  };
}
