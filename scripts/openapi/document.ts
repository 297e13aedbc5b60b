/** The OpenAPI 3.1 document of the routes, with refusals and recorded examples. */
import type { Loaded } from './app.ts';
import { withContent } from './bodies.ts';
import { CODES_OF_ROUTES, codesOf, isDelivery, scopesOf, securityOf } from './doors.ts';
import { type Examples, withExamples } from './examples.ts';
import { headerComponents, headerParametersOf, headersOf } from './headers.ts';
import { PLAIN, PLAIN_CODES } from './plain.ts';
import { problemAnswer, problemSchemas } from './problems.ts';
import { shareRefusals } from './shared.ts';
import { type Answer, type Document, METHODS, type Method, type Operation } from './types.ts';
import { DESCRIPTIONS, describeParameter, operationIdOf, TAGS, tagOf } from './words.ts';

/** Placeholder for the gateway's own URL in the committed file. */
export const PLACEHOLDER_URL = 'http://localhost:8787';

const INTRO = `The syndication gateway of a news agency. Partners list and fetch licensed articles, ask for decisions, verify receipts, and read
the log.

**Get started.** The licensing desk of the agency gives you an API key: a client id such as \`key_01a20e5d28077aaa83ce5d88d2d60e55\`, and a
secret such as \`imp_live_…\`, which is shown once. Exchange both for an access token at \`POST /oauth/token\` (client credentials, HTTP
Basic), and send the token with every other request as \`Authorization: Bearer …\`. A token is valid for 15 minutes; request a new one when it
expires. Then \`GET /v1/articles\` lists the licensed articles, \`GET /v1/articles/{id}\` delivers one, and \`POST /v1/decisions\` decides
whether a use is permitted.

A refusal is an \`application/problem+json\` document (RFC 9457) with a stable \`code\`. A list is \`{"items": […], "next": cursor | null}\`.
Every \`GET\` also accepts \`HEAD\`. The examples are recorded responses of a gateway with an invented newsroom.`;

export function makeDocument(loaded: Loaded, examples: Examples): Document {
  const base = loaded.app.getOpenAPI31Document({
    openapi: '3.1.1',
    info: {
      title: 'Imprimatur',
      version: '1',
      description: INTRO,
      license: { name: 'License of the agency that runs this gateway', url: '/licensing' },
    },
  }) as unknown as Document;
  const paths: Document['paths'] = {};
  for (const path of [...Object.keys(PLAIN), ...Object.keys(base.paths)]) {
    const item = { ...(base.paths[path] ?? {}), ...(PLAIN[path] ?? {}) };
    paths[path] ??= {};
    for (const method of METHODS) {
      const raw = item[method] as Operation | undefined;
      if (raw) paths[path][method] = operationOf(loaded, { method, path, raw });
    }
  }
  const document: Document = {
    openapi: base.openapi,
    info: base.info,
    servers: [{ url: PLACEHOLDER_URL, description: 'This gateway' }],
    tags: TAGS,
    paths,
    components: {
      schemas: { ...base.components.schemas, ...problemSchemas(loaded) },
      ...({ headers: headerComponents() } as object),
      securitySchemes: SECURITY,
    },
    externalDocs: { description: 'Meaning of each refusal', url: '/docs/problems' },
  };
  return shareRefusals(withExamples(withoutPatternFlags(document), examples));
}

const SCOPES = {
  articles: 'Licensed articles, for partners',
  admin: 'Administration, for the licensing desk and the newsroom',
  audit: 'The log, for auditors',
};

const SECURITY = {
  oauth2: {
    type: 'oauth2',
    description: 'An access token (RFC 9068), sent as `Authorization: Bearer …`',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: SCOPES } },
  },
  dpop: {
    type: 'http',
    scheme: 'DPoP',
    description:
      'An access token bound to a key (RFC 9449). Every request has a new proof of the key in the header `DPoP`',
  },
  clientSecret: { type: 'http', scheme: 'basic', description: 'An API key: its client id and secret' },
};

function operationOf(
  loaded: Loaded,
  { method, path, raw }: { method: Method; path: string; raw: Operation },
): Operation {
  const operationId = raw.operationId ?? operationIdOf(method, path);
  const description = raw.description ?? DESCRIPTIONS[operationId];
  const inHeaders = method === 'get' ? headerParametersOf(path) : [];
  const parameters = [...(raw.parameters ?? []), ...inHeaders].map((parameter) => ({
    ...parameter,
    description:
      parameter.description ??
      (parameter.schema?.description as string | undefined) ??
      suffixesOf(loaded, path, parameter) ??
      describeParameter(parameter.name, path),
  }));
  return {
    operationId,
    summary: raw.summary,
    ...(description !== undefined && { description }),
    tags: [tagOf(path)],
    security: securityOf(path, scopesOf(loaded, method, path)),
    ...(parameters.length > 0 && { parameters }),
    ...(raw.requestBody && { requestBody: raw.requestBody }),
    responses: responsesOf(loaded, { method, path, raw }),
  } as Operation;
}

/** A suffix of an article's id can select its format. */
function suffixesOf({ formats }: Loaded, path: string, { name }: { name: string }): string | undefined {
  if (name !== 'id' || !isDelivery(path) || path.includes('/components/')) return undefined;
  const suffixes = Object.values(formats).map(({ suffix, mediaTypes: [type] }) => `\`.${suffix}\` (${type})`);
  return `Id of the item (\`itm_…\`). A suffix selects the format and overrides \`Accept\`: ${suffixes.join(', ')}.`;
}

function responsesOf(
  loaded: Loaded,
  { method, path, raw }: { method: Method; path: string; raw: Operation },
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [status, answer] of Object.entries(raw.responses)) {
    if (answer.content?.['application/problem+json']) continue;
    const headers = headersOf(path, status);
    answers[status] = { ...withContent(loaded, { path, status, answer }), headers };
  }
  const ofDoor = codesOf(method, path, scopesOf(loaded, method, path));
  const ofPlain = PLAIN_CODES[path] ?? {};
  const declared = Object.keys(raw.responses).map(Number);
  const refused = new Set([
    ...Object.keys({ ...ofDoor, ...ofPlain }).map(Number),
    ...declared.filter((status) => status >= 400),
  ]);
  for (const status of [...refused].sort()) {
    const codes = [
      ...(ofDoor[status] ?? []),
      ...(ofPlain[status] ?? []),
      ...(declared.includes(status) ? (CODES_OF_ROUTES[status] ?? []) : []),
    ];
    if (codes.length === 0) continue;
    const { content, ...rest } = problemAnswer(status, [...new Set(codes)]);
    const existing = answers[String(status)];
    answers[String(status)] = existing
      ? { ...existing, content: { ...existing.content, ...content } }
      : { ...rest, ...(content && { content }) };
  }
  return answers;
}

/** JSON Schema reads every pattern as a Unicode one, without slashes and flags. */
function withoutPatternFlags<T>(document: T): T {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'pattern' && typeof value === 'string' ? value.replace(/\/u$/, '') : value,
    ),
  ) as T;
}

/** The document as it is committed: small changes are small differences. */
export const printed = (document: unknown) => `${JSON.stringify(document, null, 1)}\n`;
