import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { lineFault } from './clean-text.ts';
import { type FaultKey, type KeyedFault, keyed } from './fault-keys.ts';
import type { AppEnv } from './http.ts';
import { pointerTokens } from './json-pointer.ts';

/** Operator who makes a change, and when (milliseconds, UTC). */
export interface Actor {
  operator: string;
  now: number;
}

export function actorOf(c: Context<AppEnv>): Actor {
  return { operator: c.get('operator').id, now: c.get('now') };
}

const PROBLEM = { description: '', content: { 'application/problem+json': { schema: z.object({}) } } };

/**
 * RFC 9457 problems, by status, that a route answers beside those of every route of its kind. The description
 * of the API adds the others, and the words and codes of all (scripts/openapi).
 */
export function problems<S extends 400 | 404 | 409>(...statuses: S[]) {
  const answers = statuses.map((status) => [status, PROBLEM]);
  return Object.fromEntries(answers) as Record<S, { description: string }>;
}

type RouteParts = Omit<RouteConfig, 'method' | 'path'>;

const routeOf =
  <M extends RouteConfig['method']>(method: M) =>
  <P extends string, R extends RouteParts>(path: P, parts: R) =>
    createRoute({ ...parts, method, path, responses: { ...problems(400), ...parts.responses } });

/** Declares a route, for `openapi` of a router. */
export const route = {
  get: routeOf('get'),
  put: routeOf('put'),
  post: routeOf('post'),
  patch: routeOf('patch'),
  delete: routeOf('delete'),
};

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});

/**
 * A single line of human-readable text: trimmed, not empty, without hidden characters. Hidden characters are
 * reported, not removed.
 */
export const line = (charsMax: number) =>
  z
    .string()
    .overwrite((text) => text.trim())
    .min(1)
    .max(charsMax)
    .superRefine(rejectHidden());

/**
 * Several lines of such text. Browsers' forms send CR LF (HTML, "constructing the entry list"), which becomes
 * LF.
 */
export const lines = (charsMax: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n').trim())
    .min(1)
    .max(charsMax)
    .superRefine(rejectHidden({ lines: true }));

function rejectHidden(options?: { lines: boolean }) {
  return (text: string, context: z.RefinementCtx) => addFaults([lineFault(text, options)], context);
}

/** Adds faults of other checks to those of a schema. `path` is a JSON pointer into the validated value. */
export function addFaults(
  faults: readonly ((KeyedFault & { path?: string; message: string }) | null)[],
  context: z.RefinementCtx,
): void {
  for (const fault of faults) {
    if (!fault) continue;
    const { path = '', message, key, parameters } = fault;
    const params = { ...(key && { key }), ...(parameters && { parameters }) };
    context.addIssue({ code: 'custom', path: pointerTokens(path), message, params });
  }
}

/** Characters of an id of the gateway or of a title: well above any of them. */
const ID_CHARS_MAX = 64;
export const idField = line(ID_CHARS_MAX);

export const licenseId = z.string().regex(/^lic_[0-9a-f]{32}$/, 'Expected the id of a license, lic_…');

export const instant = z.iso.datetime({ offset: true, error: 'Expected an ISO 8601 date-time with zone' });

/** A public key that a client or an operator registers. access/credential.ts checks its strength. */
export const publicJwk = z.looseObject({ kty: z.string() }).openapi({
  description:
    'A public key (RFC 7517) instead of a secret, for private_key_jwt (RFC 7523): Ed25519, P-256, or RSA of at least 2048 bits',
});

/** A rule over a whole body, checked only if its members have no faults. */
export const onWholeBody = (error: string, key: FaultKey = 'not_accepted') => ({
  error,
  ...keyed(key),
  when: ({ issues }: { issues: unknown[] }) => issues.length === 0,
});

/**
 * For rules over a whole body that are also checked if members have faults, so that one response lists all
 * faults.
 */
export const EVEN_IF_FAULTY = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null,
};

export const alongsideFaults = (error: string, key: FaultKey) => ({
  error,
  ...keyed(key),
  ...EVEN_IF_FAULTY,
});

/** For PATCH bodies, whose members are all optional. */
export const changesSomething = (patch: object) => Object.values(patch).some((value) => value !== undefined);

export const NOTHING_TO_CHANGE = onWholeBody('Nothing to change', 'nothing_to_change');

export const idParam = z.object({ id: z.string().min(1).max(ID_CHARS_MAX) });
