/**
 * Converts decisions and shard responses to the partner's refusals: exact, helpful, and without anybody
 * else's data.
 */
import { invalidToken, type TokenFault } from '../access/challenge.ts';
import type { KeyRefusal, RecordAnswer, StateRefusal } from '../ledger/types.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import type { Decision, StatedUse } from '../rights/types.ts';
import type { Withheld } from './component-selection.ts';
import { type Judgement, startOf } from './judge.ts';
import { WITHHELD_BYTES_MAX } from './limits.ts';
import { missingFor } from './missing.ts';
import { message } from './templates.ts';

/** The bytes are equal for an unknown id and for one that the license does not cover. */
export function notFound(): Refusal {
  return new Refusal({
    code: 'not_found',
    detail: 'There is no such article or component for this license.',
  });
}

export function problemOf(
  judgement: Extract<Judgement, { kind: 'refuse' }>,
  { substitute, use = {} }: { substitute?: { id: string; href: string } | undefined; use?: StatedUse } = {},
): Problem {
  const { code, detail, decision, decidedBy } = judgement;
  const missing = decision ? missingFor(decision, use) : [];
  return {
    code,
    detail,
    members: {
      decidedBy,
      trace: decision ? traceOf(decision) : [{ decidedBy, sentence: detail }],
      ...(missing.length > 0 && { missing }),
      ...(code === 'killed' && { notice: detail }),
      ...(substitute && { substitute }),
    },
  };
}

export function withEntry(problem: Problem, entry: string): Problem {
  return {
    ...problem,
    members: { ...problem.members, entry },
    headers: { ...problem.headers, 'Rights-Entry': entry },
  };
}

/** A refusal by the ledger shard after the isolate permitted the request. */
export function refusalByObject(answer: Extract<RecordAnswer, { kind: 'refused' }>): Refusal {
  const entry = answer.recorded?.id;
  const { code } = answer;
  if (code !== 'quota_exceeded') return refusedByObject({ ...answer, code }, entry);
  const quota = answer.quota;
  const detail = quota
    ? `The license's quota of ${quota.limit} units has ${Math.max(0, quota.limit - quota.used)} left, and this delivery needs more.`
    : "The license's quota is used up.";
  return new Refusal({
    code: 'quota_exceeded',
    detail,
    members: {
      decidedBy: 'quota',
      trace: [{ decidedBy: 'quota', sentence: detail }],
      ...(quota && { quota }),
      ...(entry && { entry }),
    },
    headers: { ...(entry && { 'Rights-Entry': entry }) },
  });
}

/** Refusals that the ledger shard decides alone. */
export function refusedByObject({ code, begins }: Omit<StateRefusal, 'kind'>, entry?: string): Refusal {
  if (code !== 'license_suspended' && code !== 'license_expired') return refusedKey(code);
  const detail = begins
    ? message('license.not_begun', { at: startOf(begins) }).text
    : code === 'license_suspended'
      ? 'The agency has suspended this license or partner.'
      : 'This license is not in force any more.';
  return new Refusal({
    code,
    detail,
    members: {
      decidedBy: 'license',
      trace: [{ decidedBy: 'license', sentence: detail }],
      ...(entry && { entry }),
    },
    ...(entry && { headers: { 'Rights-Entry': entry } }),
  });
}

export function ledgerUnavailable(detail: string): Refusal {
  return new Refusal({ code: 'ledger_unavailable', detail, headers: { 'Retry-After': '1' } });
}

const FAULTS = {
  invalid_token: 'revoked',
  address_refused: 'address',
  proof_missing: 'proof_missing',
  proof_replayed: 'proof_replayed',
} as const satisfies Record<KeyRefusal, TokenFault>;

/** 401 for a key or token that the ledger shard rejects, as if it had never been valid. */
export function refusedKey(code: KeyRefusal): Refusal {
  return invalidToken(FAULTS[code]);
}

export function clocksDisagree(): Refusal {
  return new Refusal({
    code: 'ledger_unavailable',
    detail:
      'The gateway’s clocks disagree, so no license could be evaluated and nothing was delivered. Its operators are alerted.',
    headers: { 'Retry-After': '60' },
  });
}

/** 412. `entry`: log entry of the request, recorded like a HEAD; a list has none. */
export function preconditionFailed(etag: string, entry?: string): Refusal {
  const problem = {
    code: 'precondition_failed',
    detail: 'The content no longer matches If-Match or If-Unmodified-Since. Nothing was delivered.',
    headers: { ETag: etag },
  } as const;
  return new Refusal(entry === undefined ? problem : withEntry(problem, entry));
}

/** 406. `subject`: first words of the sentence. */
export function notAcceptable(subject: string, offered: string[]): Refusal {
  return new Refusal({
    code: 'not_acceptable',
    detail: `${subject} is available as ${offered.join(', ')}.`,
    members: { offered },
  });
}

/** 416. `bytes`: length of the whole content. */
export function unsatisfiable(bytes: number, entry: string): Refusal {
  const problem = {
    code: 'range_not_satisfiable',
    detail: `The range is outside the content, which has ${bytes} bytes. Nothing was delivered.`,
    headers: { 'Content-Range': `bytes */${bytes}`, 'Accept-Ranges': 'bytes' },
  } as const;
  return new Refusal(withEntry(problem, entry));
}

/** Full decision: a sentence for each component, with its machine-readable form. */
export function explainedTrace({ components }: Decision) {
  return components.map(({ component, type, outcome, code, decidedBy, message, otherwise, trace }) => ({
    component,
    type,
    outcome,
    ...(code && { code }),
    decidedBy,
    sentence: message.sentence,
    message,
    ...(otherwise && { otherwise: { ...otherwise, sentence: otherwise.message.sentence } }),
    steps: trace.map((step) => ({ ...step, message: step.message })),
  }));
}

/** The same for partners' programs, without the translatable messages. */
export function traceOf(decision: Decision) {
  return decision.components.map(({ component, type, outcome, code, decidedBy, sentence, trace }) => ({
    component,
    type,
    outcome,
    ...(code && { code }),
    decidedBy,
    sentence,
    steps: trace,
  }));
}

/**
 * `Rights-Withheld`: an RFC 9651 list with a member for each component and its code as a parameter. A list
 * that would be too long ends with the number of components left out; `/rights` names them all.
 */
export function withheldHeader(withheld: Withheld[]): Record<string, string> {
  if (withheld.length === 0) return {};
  const members = withheld.map(({ component, code }) => `"${component}";code=${code}`);
  const fitting = members.filter(
    (_, index) => members.slice(0, index + 1).join(', ').length <= WITHHELD_BYTES_MAX,
  );
  const omitted = members.length - fitting.length;
  return { 'Rights-Withheld': [...fitting, ...(omitted > 0 ? [`"";more=${omitted}`] : [])].join(', ') };
}
