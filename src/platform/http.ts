/**
 * One way to make a router, so that validation failures look the same on every route: 400 `malformed` with
 * the JSON pointer of each fault.
 */
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import type { ZodError } from 'zod';
import type { Caller, Role } from '../ledger/types.ts';
import type { Entitlement } from '../rights/types.ts';
import type { Budget } from './budget.ts';
import type { Env } from './env.ts';
import type { KeyedFault } from './fault-keys.ts';
import { newId } from './ids.ts';
import { pointerTo } from './json-pointer.ts';
import { sizeOfJson } from './json-size.ts';
import type { Slot } from './large-answers/slots.ts';
import { BODY_DEPTH_MAX } from './limits.ts';
import { Refusal } from './problem.ts';
import { requestScope } from './request-scope.ts';
import { keyOfIssue, MISSING } from './validation-messages.ts';

/** A partner's token, as far as it speaks for itself: which license, by which key, and how far it narrows. */
export interface PartnerPrincipal extends Caller {
  kind: 'partner';
  entitlement: Entitlement;
}

/** Who operates the gateway: set by access/guard.ts on operator routes. */
export interface Operator {
  id: string;
  role: Role;
}

export interface AppEnv {
  Bindings: Env;
  Variables: {
    /** Milliseconds, UTC, read once when the request began. */
    now: number;
    operator: Operator;
    /** How much work the request may cause: set at the door (request-limits.ts). */
    budget: Budget;
    /** The partner behind the token: set by access/guard.ts on partner routes. */
    partner: PartnerPrincipal;
    /** Where a large answer may be sent in: set by audit/large-answer.ts. */
    slot: Slot | undefined;
  };
}

/** Names the request, in the log and to whoever asks about it. */
export function requestId(): string {
  return requestScope()?.id ?? newId('req');
}

/** What one answer lists: the rest shows after these are mended. */
const FAULTS_MAX = 20;

/** Members of a problem: the first of its faults, and how many there are besides. */
export const listedErrors = (faults: readonly InputFault[]) => ({
  errors: faults.slice(0, FAULTS_MAX),
  ...(faults.length > FAULTS_MAX && { moreErrors: faults.length - FAULTS_MAX }),
});

export interface InputFault extends KeyedFault {
  path: string;
  message: string;
}

/** Zod issues as `{path, message, key, parameters}`; unknown fields are named one by one. */
export function faultsOf(error: ZodError): InputFault[] {
  return error.issues.flatMap((issue): InputFault[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: pointerTo([...issue.path, key]),
        message: 'This field is not known here',
        key: 'unknown_field',
      }));
    return [{ path: pointerTo(issue.path) || '/', message: issue.message, ...keyOfIssue(issue) }];
  });
}

/** The refusal for input that does not fit its schema. `where` says which part of the request. */
export function malformed(where: string, errors: InputFault[]): Refusal {
  return new Refusal({
    code: 'malformed',
    detail: sentenceOf(where, errors[0]),
    members: listedErrors(errors),
  });
}

function sentenceOf(where: string, fault: InputFault | undefined): string {
  if (!fault) return `The ${where} ${where === HEADERS ? 'are' : 'is'} malformed.`;
  const { path, message } = fault;
  const end = /[.?!]$/.test(message) ? '' : '.';
  if (where !== HEADERS) return `The ${where} is malformed at ${path}: ${message}${end}`;
  const name = path.replace(/^\//, '');
  return message.startsWith(MISSING)
    ? `The header ${name} is missing${message.slice(MISSING.length)}${end}`
    : `The header ${name} is malformed: ${message}${end}`;
}

const HEADERS = 'headers';
const WHERE: Record<string, string> = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: HEADERS,
  form: 'form',
};

export function createRouter(): OpenAPIHono<AppEnv> {
  const router = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(WHERE[result.target] ?? result.target, faultsOf(result.error));
    },
  });
  const { openapi } = router;
  const counting = (route: RouteConfig, ...handlers: unknown[]) => {
    const own = [route.middleware ?? []].flat();
    const middleware = route.request?.body ? [...own, countJson] : own;
    return Reflect.apply(openapi, router, [{ ...route, middleware }, ...handlers]);
  };
  router.openapi = counting as typeof openapi;
  return router;
}

/** Of a media type without its parameters. */
export function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

/** Charges the values of a JSON body after authentication, before a validator allocates memory for them. */
const countJson = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!isJson(type)) return next();
  const { values, depth } = sizeOfJson(await c.req.text());
  c.var.budget.spend('nodes', values);
  if (depth > BODY_DEPTH_MAX)
    throw malformed('body', [{ path: '/', message: `must not nest deeper than ${BODY_DEPTH_MAX} levels` }]);
  return next();
});
