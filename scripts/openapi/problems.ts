/** RFC 9457 problems in the document: one schema, and the possible codes of each response. */
import type { Loaded } from './app.ts';
import type { Answer, Schema } from './types.ts';

const string = { type: 'string' };
const list = (items: Schema) => ({ type: 'array', items });

export function problemSchemas({ problems }: Pick<Loaded, 'problems'>): Record<string, Schema> {
  return {
    Problem: {
      type: 'object',
      description:
        'A refusal (RFC 9457). `code` is stable; `type` is the address of a page that explains it.',
      required: ['type', 'title', 'status', 'code', 'detail'],
      properties: {
        type: { ...string, format: 'uri' },
        title: string,
        status: { type: 'integer' },
        code: { ...string, enum: Object.keys(problems) },
        detail: { ...string, description: 'The reason for this refusal, in a sentence' },
        message: { $ref: '#/components/schemas/Message' },
        errors: {
          ...list({ $ref: '#/components/schemas/Fault' }),
          description: 'The faults of the request',
        },
        moreErrors: { type: 'integer', description: 'Number of further faults that are not in `errors`' },
        decidedBy: {
          ...string,
          description: 'The rule that decided, as `<policy>#<rule>`, or the step of the decision',
        },
        trace: {
          ...list({
            anyOf: [
              { $ref: '#/components/schemas/ComponentDecision' },
              {
                type: 'object',
                required: ['decidedBy', 'sentence'],
                properties: { decidedBy: string, sentence: string },
              },
            ],
          }),
          description: 'The decision on each component',
        },
        missing: { ...list(string), description: 'Facts that the use must state to be decided' },
        entry: { ...string, description: 'Id of the log entry of the refusal' },
        notice: { ...string, description: 'The kill notice of a killed article' },
        substitute: {
          type: 'object',
          description: 'The article that replaces a killed one, if your license covers it',
          required: ['id', 'href'],
          properties: { id: string, href: { ...string, format: 'uri' } },
        },
        quota: {
          type: 'object',
          required: ['limit', 'used'],
          properties: { limit: { type: 'integer' }, used: { type: 'integer' } },
          additionalProperties: true,
        },
        role: { ...string, description: 'The role of the operator, if it is not one of `roles`' },
        roles: { ...list(string), description: 'Roles that permit this' },
        offered: { ...list(string), description: 'Media types on offer' },
        exceeded: {
          type: 'object',
          description: 'The limit that the request exceeds, of its size or of the work that it causes',
          required: ['what', 'limit'],
          properties: {
            what: {
              ...string,
              enum: [
                'bodyBytes',
                'nodes',
                'characters',
                'comparisons',
                'termsWords',
                'policyCharacters',
                'inflatedBytes',
              ],
            },
            limit: { type: 'integer' },
          },
        },
        size: { type: 'integer', description: 'Number of entries in the requested log' },
        reason: string,
        request: {
          ...string,
          description: 'Id of the request; quote it when you report a fault of the gateway',
        },
      },
    },
    Fault: {
      type: 'object',
      required: ['path', 'message'],
      properties: {
        path: { ...string, description: 'JSON pointer, or name of a header' },
        message: string,
        line: { type: 'integer', description: 'In a table: the line of the file, from 1' },
        column: { type: 'integer', description: 'In a table: the number of the field in the line, from 1' },
        key: { ...string, description: 'Key of the message, for programs with messages of their own' },
        parameters: {
          type: 'object',
          additionalProperties: { type: ['string', 'number', 'object', 'array'] },
          description:
            'Values in the message, such as a limit. A word of a vocabulary is {of, value}, a nested message {key, parameters}',
        },
        code: string,
        rules: list({
          type: 'object',
          required: ['id', 'path'],
          properties: { id: string, path: string },
        }),
      },
    },
    OAuthError: {
      type: 'object',
      description: 'RFC 6749 §5.2',
      required: ['error', 'error_description'],
      properties: { error: string, error_description: string },
    },
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
  410: 'The item has been killed',
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
  const required = ['Request-Id', ...(REQUIRED_HEADERS[status] ?? [])];
  const named = [...required, ...(HEADERS[status] ?? [])];
  return {
    description: DESCRIPTIONS[status] ?? 'Refused',
    headers: Object.fromEntries(
      named.map((name) => [
        name,
        { $ref: `#/components/headers/${name}${required.includes(name) ? 'Required' : ''}` },
      ]),
    ),
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
