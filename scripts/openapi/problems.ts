/** RFC 9457 answers in the document: one schema, and for each answer of an operation the codes that it can have. */
import type { Loaded } from './app.ts';
import type { Answer, Schema } from './types.ts';

const string = { type: 'string' };
const list = (items: Schema) => ({ type: 'array', items });

/** The members that all refusals have, and those that some have. */
export function problemSchemas({ problems }: Pick<Loaded, 'problems'>): Record<string, Schema> {
  return {
    Problem: {
      type: 'object',
      description: 'A refusal (RFC 9457). `code` is stable; `type` leads to a page that says what it means.',
      required: ['type', 'title', 'status', 'code', 'detail'],
      properties: {
        type: { ...string, format: 'uri' },
        title: string,
        status: { type: 'integer' },
        code: { ...string, enum: Object.keys(problems) },
        detail: { ...string, description: 'What it was about, in a sentence' },
        message: { $ref: '#/components/schemas/Message' },
        errors: {
          ...list({ $ref: '#/components/schemas/Fault' }),
          description: 'Where the request is wrong',
        },
        moreErrors: { type: 'integer', description: 'How many faults there are besides those of `errors`' },
        decidedBy: {
          ...string,
          description: '`<policy>#<rule>` of the rule that decided, or the step that did',
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
          description: 'By component: how it was decided',
        },
        missing: { ...list(string), description: 'What a use would have to state to be decided' },
        entry: { ...string, description: 'Where the refusal stands in the log' },
        notice: { ...string, description: 'Of a killed item: the kill notice' },
        substitute: {
          type: 'object',
          description: 'What takes the place of a killed item, where your license covers it',
          required: ['id', 'href'],
          properties: { id: string, href: { ...string, format: 'uri' } },
        },
        quota: {
          type: 'object',
          required: ['limit', 'used'],
          properties: { limit: { type: 'integer' }, used: { type: 'integer' } },
          additionalProperties: true,
        },
        role: { ...string, description: 'Of the operator, where it is not one of `roles`' },
        roles: { ...list(string), description: 'Roles of operators that may do this' },
        offered: { ...list(string), description: 'Media types on offer' },
        exceeded: {
          type: 'object',
          description:
            'What the request has more of than one request may: of its body, or of work that it causes',
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
        size: { type: 'integer', description: 'Entries in the log that was asked for' },
        reason: string,
        request: { ...string, description: 'To quote when a fault of the gateway is reported' },
      },
    },
    Fault: {
      type: 'object',
      required: ['path', 'message'],
      properties: {
        path: { ...string, description: 'JSON pointer, or the name of a header' },
        message: string,
        line: { type: 'integer', description: 'Of a table: the line of the file, from 1' },
        column: { type: 'integer', description: 'Of a table: which field of the line, from 1' },
        key: { ...string, description: 'Names the message, so that a program can say it in its own words' },
        parameters: {
          type: 'object',
          additionalProperties: { type: ['string', 'number', 'object', 'array'] },
          description:
            'What the message says besides, such as a limit. A word of a vocabulary is {of, value}, a message within it {key, parameters}',
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
  400: 'The request is malformed: `errors` says where; or it causes more work than one request may: `exceeded`',
  401: 'No valid access token',
  402: 'The quota is used up',
  403: 'The token, the license or a restriction does not allow this',
  404: 'There is no such thing, or none that you may know of',
  406: 'None of the accepted formats is offered: `offered` names those that are',
  409: 'The state of the resource does not allow this',
  410: 'The item has been killed',
  412: 'A condition of the request does not hold',
  413: 'The body is too large',
  415: 'The body is not of an accepted type',
  416: 'The range lies outside of the bytes',
  431: 'A header, or all of them together, are too large',
  429: 'Too many requests, or large answers at a time; `Retry-After` says when to come again',
  500: 'Something went wrong in the gateway; `request` names the request',
  503: 'A part of the gateway is out of reach, or has no room for another large answer: nothing was delivered. A change may wait to be confirmed; where that is not known, `detail` says so',
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
