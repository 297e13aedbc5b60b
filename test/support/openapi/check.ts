/**
 * Holds an answer of the gateway against what /openapi.json says of it: status, media type, schema, headers.
 */
import { type Described, type Description, mediaTypeOf } from './described.ts';

/** Compiled from a schema of the document; ajv's own form. */
export interface Validate {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string; params?: object }[] | null;
}

export interface Checker {
  description: Description;
  /** By the key of the described answer and its media type. */
  validators: Record<string, Validate>;
}

const HOW_TO_DESCRIBE =
  'Describe it beside the route (`responses` and their schemas; what all routes behind a door share stands in scripts/openapi/), run `npm run openapi -- --from-examples`, and commit assets/openapi.json.';

/** Pages and what they load, and paths at which there is nothing: told of by no description. */
const UNDESCRIBED =
  /^\/(verify|licensing|docs|docs\/(?:problems|agency|guide|guide\/.*)|openapi\.json|assets\/.*|console|console\/.*)?$/;
/** RFC 9110: no such route, no such method, and what may be asked. */
const OF_NO_ROUTE = new Set([204, 404, 405]);
/** Before any route is looked at: a URL that is too long, a body that is not read. */
const BEFORE_ROUTES = new Set([400, 413, 415, 500, 503]);

/** Throws what is not as described. The response may still be read by whoever asked. */
export async function assertDescribed(
  checker: Checker,
  method: string,
  url: string,
  response: Response,
): Promise<void> {
  const path = new URL(url, 'http://gateway.invalid').pathname;
  const faults = await faultsOf(checker, { method, path, response });
  if (faults.length > 0)
    throw new Error(
      `${method} ${path} answered what /openapi.json does not describe:\n- ${faults.join('\n- ')}\n${HOW_TO_DESCRIBE}`,
    );
}

async function faultsOf(
  checker: Checker,
  { method, path, response }: { method: string; path: string; response: Response },
): Promise<string[]> {
  const { description } = checker;
  const { status } = response;
  // Browsers alone get a refusal as a page, from any route (src/gateway.ts).
  if (status >= 400 && response.headers.get('Content-Type')?.startsWith('text/html')) return [];
  const route = description.route(method, path);
  if (!route) {
    if (UNDESCRIBED.test(path) || OF_NO_ROUTE.has(status) || BEFORE_ROUTES.has(status)) return [];
    return [`a route that is not described (${status})`];
  }
  const described = description.answer(route, String(status));
  if (!described) return [`the status ${status} of ${route.method.toUpperCase()} ${route.path}`];
  return [
    ...headerFaults(description, described, { method, response }),
    ...(await bodyFaults(checker, described, { method, response })),
  ];
}

function headerFaults(
  description: Description,
  { answer, status }: Described,
  { method, response: { headers } }: { method: string; response: Response },
): string[] {
  return Object.entries(answer.headers ?? {}).flatMap(([name, described]) => {
    const { required, schema } = description.header(described);
    const value = headers.get(name);
    // Nothing was delivered: a HEAD has the receipt of an earlier delivery, if there was one.
    if (value === null && method === 'HEAD' && name === 'Rights-Receipt') return [];
    if (value === null) return required ? [`${status} without the header ${name}`] : [];
    const pattern = schema?.pattern as string | undefined;
    return pattern !== undefined && !new RegExp(pattern, 'u').test(value)
      ? [`${status} with ${name}: ${value}`]
      : [];
  });
}

async function bodyFaults(
  { validators }: Checker,
  { answer, key, status }: Described,
  { method, response }: { method: string; response: Response },
): Promise<string[]> {
  const contentType = response.headers.get('Content-Type');
  if (!answer.content) {
    const isEmpty = method === 'HEAD' || response.body === null || contentType === null;
    return isEmpty ? [] : [`${status} with a body of ${contentType}, and none is described`];
  }
  if (contentType === null) return method === 'HEAD' ? [] : [`${status} without a Content-Type`];
  const mediaType = mediaTypeOf(answer, contentType);
  if (mediaType === undefined) return [`${status} as ${contentType}`];
  if (method === 'HEAD' || !/[/+]json\b/.test(mediaType)) return [];
  const validate = validators[`${key} ${mediaType}`];
  if (!validate) throw new Error(`no validator for ${key} ${mediaType}`);
  const text = await textOf(response.clone());
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [`${status} as ${mediaType}, which it is not: ${text.slice(0, 200)}`];
  }
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(
      ({ instancePath, message, params }) =>
        `${status} ${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
}

/** Inside the test runtime, an encoded body comes as it was sent. */
async function textOf(response: Response): Promise<string> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
