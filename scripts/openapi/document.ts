/** The OpenAPI 3.1 document: what the routes say of themselves, what is known of all routes behind a door, and recorded examples. */
import type { Loaded } from './app.ts';
import { withContent } from './bodies.ts';
import { CODES_OF_ROUTES, codesOf, isDelivery, securityOf } from './doors.ts';
import { type Examples, withExamples } from './examples.ts';
import { headerComponents, headerParametersOf, headersOf } from './headers.ts';
import { PLAIN, PLAIN_CODES } from './plain.ts';
import { problemAnswer, problemSchemas } from './problems.ts';
import { shareRefusals } from './shared.ts';
import { type Answer, type Document, METHODS, type Method, type Operation } from './types.ts';
import { DESCRIPTIONS, describeParameter, operationIdOf, TAGS, tagOf } from './words.ts';

/** What stands in the committed file for the gateway's own URL. */
export const PLACEHOLDER_URL = 'http://localhost:8787';

const INTRO = `A gateway of a news agency for its licensed partners: what may be used, the articles themselves, decisions, receipts, the log.

**To begin with.** The agency's desk gives you an API key: a client id that looks like \`key_01a20e5d28077aaa83ce5d88d2d60e55\`, and a
secret that looks like \`imp_live_…\` and is shown once. Change both for an access token at \`POST /oauth/token\` (client credentials,
HTTP Basic), and send that with every other request as \`Authorization: Bearer …\`. A token is good for 15 minutes: ask for a new one when
it is over. Then \`GET /v1/articles\` lists what you may use, \`GET /v1/articles/{id}\` delivers, \`POST /v1/decisions\` answers "may I?".

Refusals are \`application/problem+json\` (RFC 9457) with a stable \`code\`. Lists are \`{"items": […], "next": cursor | null}\`. Every
\`GET\` may be asked as \`HEAD\`. The examples are recorded answers of a gateway with an invented newsroom.`;

export function makeDocument(loaded: Loaded, examples: Examples): Document {
  const base = loaded.app.getOpenAPI31Document({
    openapi: '3.1.1',
    info: {
      title: 'Imprimatur',
      version: '1',
      description: INTRO,
      license: { name: 'Of the agency that runs this gateway', url: '/licensing' },
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
    externalDocs: { description: 'What each refusal means', url: '/docs/problems' },
  };
  return shareRefusals(withExamples(mended(document), examples));
}

const SCOPES = {
  articles: 'What a license permits: for partners',
  admin: 'The licensing desk and the newsroom',
  audit: 'The log: for auditors',
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
      'RFC 9449: a token that is bound to a key, with a new proof of the key in the header `DPoP` for every request',
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
    security: securityOf(method, path),
    ...(parameters.length > 0 && { parameters }),
    ...(raw.requestBody && { requestBody: raw.requestBody }),
    responses: responsesOf(loaded, { method, path, raw }),
  } as Operation;
}

/** The format of an article may be named by a suffix of its id. */
function suffixesOf({ formats }: Loaded, path: string, { name }: { name: string }): string | undefined {
  if (name !== 'id' || !isDelivery(path) || path.includes('/components/')) return undefined;
  const suffixes = Object.values(formats).map(({ suffix, mediaTypes: [type] }) => `\`.${suffix}\` (${type})`);
  return `Id of the item (\`itm_…\`). With a suffix it names the format, whatever \`Accept\` says: ${suffixes.join(', ')}.`;
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
  const ofDoor = codesOf(method, path);
  const ofPlain = PLAIN_CODES[path] ?? {};
  const told = Object.keys(raw.responses).map(Number);
  const refused = new Set([
    ...Object.keys({ ...ofDoor, ...ofPlain }).map(Number),
    ...told.filter((status) => status >= 400),
  ]);
  for (const status of [...refused].sort()) {
    const codes = [
      ...(ofDoor[status] ?? []),
      ...(ofPlain[status] ?? []),
      ...(told.includes(status) ? (CODES_OF_ROUTES[status] ?? []) : []),
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

/** A pattern is the text between the slashes of a regular expression: the flag `u` is how JSON Schema reads it anyway. */
function mended<T>(document: T): T {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'pattern' && typeof value === 'string' ? value.replace(/\/u$/, '') : value,
    ),
  ) as T;
}
