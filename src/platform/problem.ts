/**
 * Problem details (RFC 9457). Expected failures are values that end here. Exceptions are bugs, and become a
 * 500 without internal details.
 */

import type { Message } from '../rights/types.ts';

/** All problem codes, with HTTP status and title. */
export const PROBLEMS = {
  malformed: [400, 'The request is malformed'],
  invalid_cursor: [400, 'The cursor is invalid'],
  invalid_token: [401, 'The access token is missing, invalid, expired or revoked'],
  insufficient_scope: [403, 'The token does not allow this'],
  cross_site: [403, 'Requests sent by other sites are refused'],
  license_suspended: [403, 'The license is suspended'],
  license_expired: [403, 'The license is not in force'],
  held: [403, 'The article is withheld by the agency'],
  embargoed: [403, 'The article is embargoed for this license'],
  use_not_licensed: [403, 'The license does not permit this use'],
  component_not_licensed: [403, 'The license does not cover this kind of component'],
  title_not_licensed: [403, 'The license does not cover this title'],
  territory_not_licensed: [403, 'The license does not cover this territory'],
  channel_not_licensed: [403, 'The license does not cover this channel'],
  purpose_not_licensed: [403, 'The license does not cover this purpose'],
  language_not_licensed: [403, 'The license does not cover this language'],
  outside_term: [403, 'The use falls outside the term of the license'],
  outside_token: [403, 'The token permits less than this'],
  restricted: [403, 'A restriction forbids this use'],
  restriction_unreviewed: [403, 'A restriction on this component awaits review by the desk'],
  duty_unfulfilled: [403, 'A duty of the license is not fulfilled'],
  indeterminate: [403, 'The use states too little to be decided'],
  policy_void: [403, 'A policy on this content cannot be evaluated'],
  quota_exceeded: [402, 'The quota is used up'],
  not_found: [404, 'There is no such resource'],
  not_acceptable: [406, 'None of the accepted formats is offered'],
  method_not_allowed: [405, 'This method is not supported here'],
  conflict: [409, 'The state of the resource does not allow this'],
  killed: [410, 'The article has been killed'],
  precondition_failed: [412, 'A precondition of the request is not met'],
  too_complex: [400, 'The request causes more work than one request may'],
  headers_too_large: [431, 'The headers are too large'],
  too_large: [413, 'The body is too large'],
  range_not_satisfiable: [416, 'The range is outside the content'],
  unsupported_type: [415, 'The media type of the body is not accepted'],
  content_unavailable: [404, 'The newsroom has not delivered these bytes'],
  too_many_requests: [429, 'Too many requests'],
  internal: [500, 'An error occurred in the gateway'],
  ledger_unavailable: [503, 'The ledger is unavailable; nothing was delivered'],
  storage_unavailable: [503, 'A store is unavailable; nothing was delivered'],
  gateway_busy: [503, 'The gateway cannot send another large response at the moment'],
  checkpoint_pending: [503, 'No checkpoint covers this yet'],
  change_pending: [503, 'The change is stored but not yet acknowledged everywhere; repeat to confirm'],
} as const satisfies Record<string, readonly [number, string]>;

/** Codes of refused decisions, which the log has. Refusals of callers are not decisions. */
export const DECISION_CODES: readonly string[] = Object.entries(PROBLEMS).flatMap(([code, [status]]) =>
  [402, 403, 410].includes(status) && code !== 'insufficient_scope' && code !== 'cross_site' ? [code] : [],
);

export const PROBLEM_TYPE = 'application/problem+json';

export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  code: ProblemCode;
  /** One helpful sentence for the caller. */
  detail: string;
  /** Further members: `trace`, `notice`, `substitute`, `errors: [{path, message}]`, `entry`… */
  members?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/**
 * Problem with a sentence in English and, for translation, its message. Texts that a person wrote have no
 * message.
 */
export function toProblem(
  code: ProblemCode,
  text: Message | string,
  members: Record<string, unknown> = {},
): Problem {
  return typeof text === 'string'
    ? { code, detail: text, members }
    : { code, detail: text.sentence, members: { ...members, message: text } };
}

/** Thrown to refuse a request with a problem. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** Creates the response. `type` is a stable URI in the gateway's own documentation. */
export function problemResponse(problem: Problem, publicUrl: string): Response {
  const [status, title] = PROBLEMS[problem.code];
  const body = {
    type: `${publicUrl}/docs/problems#${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.detail,
    ...problem.members,
  };
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'Content-Type': PROBLEM_TYPE,
      'Cache-Control': 'no-store',
      ...problem.headers,
    },
  });
}
