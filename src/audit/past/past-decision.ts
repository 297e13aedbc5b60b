/** Explains the decision of an entry: repeats it, with its steps and its trace in sentences. */
import type { z } from '@hono/zod-openapi';
import { componentsOf } from '../../delivery/what-if/answer.ts';
import type { Step } from '../../delivery/what-if/schemas.ts';
import { partnerSuspended, stepsOf, stop, unreached } from '../../delivery/what-if/steps.ts';
import type { UseEntry } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { sentenceMembers } from '../../platform/message.ts';
import type { Audience, Message } from '../../rights/types.ts';
import { message } from '../templates.ts';
import { pastOf, type Redecision, redecide } from './decision.ts';
import type { pastDecisionSchema } from './schemas.ts';

export type PastDecision = z.input<typeof pastDecisionSchema>;

/** `audience`: `desk` for operators. A partner sees the text of restrictions, and no other partner. */
export async function pastDecision(env: Env, entry: UseEntry, audience: Audience): Promise<PastDecision> {
  const redecision = redecide(entry, await pastOf(env, entry), audience);
  if (typeof redecision === 'string')
    return { reproduced: false, reason: redecision, ...sentenceMembers(message(`past.${redecision}`)) };
  const explained = toExplained(entry, redecision);
  const { context } = explained.license;
  const restrictions =
    audience === 'desk' ? [...context.restrictions, ...redecision.article.restrictions] : [];
  const components = redecision.article.snapshot.item.components.filter(
    ({ id }) => redecision.question.component === undefined || id === redecision.question.component,
  );
  return {
    reproduced: true,
    ...sentenceMembers(sentenceOf(entry, redecision, isPartnerSuspended(explained))),
    steps: stepsIn(entry, redecision, explained),
    components: componentsOf(redecision.judgement, components, restrictions),
  };
}

/**
 * The input for an explanation as for a question of the desk. The entry shows that a partner was suspended
 * only if that was the reason.
 */
function toExplained(entry: UseEntry, { license, article, question, decidedBy }: Redecision) {
  const { context, productNames } = license;
  const { bundle } = context;
  const suspended = decidedBy === 'ledger' && entry.code === 'license_suspended';
  const partner = { ...bundle.partner, status: suspended ? bundle.partner.status : ('active' as const) };
  return {
    license: {
      kind: 'stored' as const,
      context: { ...context, bundle: { ...bundle, partner } },
      productNames,
      warnings: [],
    },
    article,
    subject: 'article' as const,
    question,
  };
}

const isPartnerSuspended = ({ license }: Parameters<typeof stepsOf>[0]) =>
  license.context.bundle.partner.status === 'suspended';

function sentenceOf(
  entry: UseEntry,
  { judgement, decidedBy }: Redecision,
  isSuspended: boolean,
): Message | string {
  if (decidedBy === 'decision')
    return judgement.kind === 'permit' ? judgement.decision.message : (judgement.message ?? judgement.detail);
  if (entry.code === 'quota_exceeded') return message('past.quota');
  if (entry.code === 'license_expired') return message('past.license_expired');
  return isSuspended ? partnerSuspended() : message('past.suspended');
}

function stepsIn(entry: UseEntry, redecision: Redecision, explained: Parameters<typeof stepsOf>[0]): Step[] {
  const steps = stepsOf(explained, redecision.judgement);
  if (redecision.decidedBy === 'decision')
    return [...steps, entry.outcome === 'permit' ? billedStep(entry) : unreached('quota')];
  const step = entry.code === 'quota_exceeded' ? 'quota' : 'license';
  const stopped = stop(step, entry.code ?? '', sentenceOf(entry, redecision, isPartnerSuspended(explained)));
  return step === 'quota'
    ? [...steps, stopped]
    : [stopped, ...steps.slice(1).map((step) => unreached(step.step)), unreached('quota')];
}

function billedStep({ billable, env, delivered }: UseEntry): Step {
  const sentence =
    billable > 0
      ? message('past.billed', { count: billable })
      : env === 'test'
        ? message('past.test')
        : delivered.length === 0
          ? message('past.nothing_left')
          : message('past.billed_before');
  return { step: 'quota', result: 'passed', ...sentenceMembers(sentence) };
}
