/**
 * Creates routers whose validation failures look the same on every route: 400 `malformed` with a JSON pointer
 * for each fault.
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

/** Claims of a partner's token: license, key and narrowed entitlement. */
export interface PartnerPrincipal extends Caller {
  kind: 'partner';
  entitlement: Entitlement;
}

/** Operator of the request, set by access/guard.ts on operator routes. */
export interface Operator {
  id: string;
  role: Role;
}

export interface AppEnv {
  Bindings: Env;
  /** Deliveries read them with `c.get`: `c.var` copies all of them each time. */
  Variables: {
    /** Start of the request. Milliseconds, UTC. */
    now: number;
    operator: Operator;
    /** Work budget of the request, set by request-limits.ts. */
    budget: Budget;
    /** Partner of the token, set by access/guard.ts on partner routes. */
    partner: PartnerPrincipal;
    /** Key of the response in the cache, set by delivery/response-cache.ts. Absent: it is not cacheable. */
    answerKey: string | undefined;
    /** Slot for a large response, set by audit/large-answer.ts. */
    slot: Slot | undefined;
  };
}

export function requestId(): string {
  return requestScope()?.id ?? newId('req');
}

/** Faults that one response lists. Fixing them reveals the rest. */
const FAULTS_MAX = 20;

/** Members of a problem: the first faults, and the number of further ones. */
export const listedErrors = (faults: readonly InputFault[]) => ({
  errors: faults.slice(0, FAULTS_MAX),
  ...(faults.length > FAULTS_MAX && { moreErrors: faults.length - FAULTS_MAX }),
});

export interface InputFault extends KeyedFault {
  path: string;
  message: string;
}

/** Zod issues as `{path, message, key, parameters}`. Each unknown field is a fault of its own. */
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

/** Refusal for input that violates its schema. `where` names the part of the request. */
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
const REQUEST_PARTS: Record<string, string> = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: HEADERS,
  form: 'form',
};

/** Creates a router. Invalid input throws `malformed`; JSON bodies are charged to the request's budget. */
export function createRouter(): OpenAPIHono<AppEnv> {
  const router = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success)
        throw malformed(REQUEST_PARTS[result.target] ?? result.target, faultsOf(result.error));
    },
  });
  const { openapi } = router;
  const openapiWithJsonBudget = (route: RouteConfig, ...handlers: unknown[]) => {
    const routeMiddleware = [route.middleware ?? []].flat();
    const middleware = route.request?.body ? [...routeMiddleware, countJson] : routeMiddleware;
    return Reflect.apply(openapi, router, [{ ...route, middleware }, ...handlers]);
  };
  router.openapi = openapiWithJsonBudget as typeof openapi;
  return router;
}

/** `type` is a media type without parameters. */
export function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

/** Charges the values of a JSON body after authentication, before a validator allocates memory for them. */
const countJson = createMiddleware<AppEnv>(async (c, next) => {
  const type = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!isJson(type)) return next();
  const { values, depth } = sizeOfJson(await c.req.text());
  c.get('budget').spend('nodes', values);
  if (depth > BODY_DEPTH_MAX)
    throw malformed('body', [{ path: '/', message: `must not nest deeper than ${BODY_DEPTH_MAX} levels` }]);
  return next();
});
