/** Why an entry was decided as it was: the decision made again, with its steps and its trace in sentences. */
import type { z } from '@hono/zod-openapi';
import { componentsOf } from '../../delivery/what-if/answer.ts';
import type { Step } from '../../delivery/what-if/schemas.ts';
import { partnerSuspended, stepsOf, stop, unreached } from '../../delivery/what-if/steps.ts';
import type { UseEntry } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { sentenceMembers } from '../../platform/message.ts';
import type { Audience, Message } from '../../rights/types.ts';
import { message } from '../templates.ts';
import { type Again, decideAgain, pastOf } from './decision.ts';
import type { pastDecisionSchema } from './schemas.ts';

export type PastDecision = z.input<typeof pastDecisionSchema>;

/** `audience`: `desk` for operators; a partner sees of restrictions what they say, and no other partner. */
export async function pastDecision(env: Env, entry: UseEntry, audience: Audience): Promise<PastDecision> {
  const again = decideAgain(entry, await pastOf(env, entry), audience);
  if (typeof again === 'string')
    return { reproduced: false, reason: again, ...sentenceMembers(message(`past.${again}`)) };
  const asked = askedOf(entry, again);
  const { context: world } = asked.license;
  const restrictions = audience === 'desk' ? [...world.restrictions, ...again.article.restrictions] : [];
  const components = again.article.snapshot.item.components.filter(
    ({ id }) => again.question.component === undefined || id === again.question.component,
  );
  return {
    reproduced: true,
    ...sentenceMembers(saidOf(entry, again, isPartnerSuspended(asked))),
    steps: stepsIn(entry, again, asked),
    components: componentsOf(again.judgement, components, restrictions),
  };
}

/** As a question of the desk is explained. That the partner was suspended is known of an entry that says so, and of no other. */
function askedOf(entry: UseEntry, { license, article, question, by }: Again) {
  const { world, productNames } = license;
  const { bundle } = world;
  const suspended = by === 'ledger' && entry.code === 'license_suspended';
  const partner = { ...bundle.partner, status: suspended ? bundle.partner.status : ('active' as const) };
  return {
    license: {
      kind: 'stored' as const,
      context: { ...world, bundle: { ...bundle, partner } },
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

function saidOf(entry: UseEntry, { judgement, by }: Again, isSuspended: boolean): Message | string {
  if (by === 'decision')
    return judgement.kind === 'permit' ? judgement.decision.message : (judgement.message ?? judgement.detail);
  if (entry.code === 'quota_exceeded') return message('past.quota');
  if (entry.code === 'license_expired') return message('past.license_expired');
  return isSuspended ? partnerSuspended() : message('past.suspended');
}

function stepsIn(entry: UseEntry, again: Again, asked: Parameters<typeof stepsOf>[0]): Step[] {
  const steps = stepsOf(asked, again.judgement);
  if (again.by === 'decision')
    return [...steps, entry.outcome === 'permit' ? billedStep(entry) : unreached('quota')];
  const step = entry.code === 'quota_exceeded' ? 'quota' : 'license';
  const stopped = stop(step, entry.code ?? '', saidOf(entry, again, isPartnerSuspended(asked)));
  return step === 'quota'
    ? [...steps, stopped]
    : [stopped, ...steps.slice(1).map((one) => unreached(one.step)), unreached('quota')];
}

function billedStep({ billable, env, delivered }: UseEntry): Step {
  const said =
    billable > 0
      ? message('past.billed', { count: billable })
      : env === 'test'
        ? message('past.test')
        : delivered.length === 0
          ? message('past.nothing_left')
          : message('past.billed_before');
  return { step: 'quota', result: 'passed', ...sentenceMembers(said) };
}
