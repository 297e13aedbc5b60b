/** A judgement or an object's answer, as the refusal that the partner gets: exact, helpful, and nobody else's data. */
import type { RecordAnswer } from '../ledger/types.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { type Problem, Refusal } from '../platform/problem.ts';
import type { Decision, StatedUse } from '../rights/types.ts';
import { refusedByObject } from './ask.ts';
import { noteCounted } from './edge/edge.ts';
import type { Judgement } from './judge.ts';
import { WITHHELD_BYTES_MAX } from './limits.ts';
import { missingFor } from './missing.ts';
import type { Withheld } from './parts.ts';

/** The same to the byte whether the id is unknown or merely not covered by the license. */
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

/** A refusal that is an entry of the log names it. */
export function withEntry(problem: Problem, entry: string): Problem {
  return {
    ...problem,
    members: { ...problem.members, entry },
    headers: { ...problem.headers, 'Rights-Entry': entry },
  };
}

/** What the object refused although the isolate would have permitted. */
export function refusalByObject(
  answer: Extract<RecordAnswer, { kind: 'refused' }>,
  principal?: PartnerPrincipal,
): Refusal {
  const entry = answer.recorded?.id;
  if (principal && entry === undefined) noteCounted(principal);
  if (answer.code !== 'quota_exceeded') return refusedByObject(answer.code, entry);
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

/** A decision in full: a sentence a component, with the machine form beside it. */
export function explainedTrace({ components }: Decision) {
  return components.map(({ component, type, outcome, code, decidedBy, sentence, message, trace }) => ({
    component,
    type,
    outcome,
    ...(code && { code }),
    decidedBy,
    sentence,
    message,
    steps: trace.map((step) => ({ ...step, message: step.message })),
  }));
}

/** The same for a partner's program, which asks for it all day: the text of the sentences alone. */
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
 * `Rights-Withheld`: an RFC 9651 list, one member a component, with the code as its parameter. One that would be too long
 * ends with the number of those that it does not name; `/rights` names them all.
 */
export function withheldHeader(withheld: Withheld[]): Record<string, string> {
  if (withheld.length === 0) return {};
  const members = withheld.map(({ component, code }) => `"${component}";code=${code}`);
  const fitting = members.filter(
    (_, place) => members.slice(0, place + 1).join(', ').length <= WITHHELD_BYTES_MAX,
  );
  const left = members.length - fitting.length;
  return { 'Rights-Withheld': [...fitting, ...(left > 0 ? [`"";more=${left}`] : [])].join(', ') };
}
