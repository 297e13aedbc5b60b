/**
 * What-if: the decision of a delivery on the catalogue's current state, with every step. Nothing is recorded,
 * counted, delivered or cached.
 */
import type { z } from '@hono/zod-openapi';
import type { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done } from '../../platform/failure.ts';
import { sentenceMembers } from '../../platform/message.ts';
import { checkEntitlement } from '../../rights/index.ts';
import type { Entitlement, RightsFault } from '../../rights/types.ts';
import { toArticleContext } from '../decision-context.ts';
import { type Judgement, judgeRequest, type Permit, type Question } from '../judge.ts';
import { missingFor } from '../missing.ts';
import { useOfBody } from '../stated-use.ts';
import { message } from '../templates.ts';
import { componentsOf } from './answer.ts';
import { type JudgedLicense, licenseOf } from './license.ts';
import { quotaOf } from './quota.ts';
import { proposedRestrictions } from './restrictions.ts';
import type { Step, WhatIfQuestion, whatIfAnswer } from './schemas.ts';
import { type Inquiry, quotaStep, quotaUnasked, stepsOf, stop as stopAt, unreached } from './steps.ts';
import { type QuestionSubject, subjectOf } from './subject.ts';

export type WhatIfAnswer = z.input<typeof whatIfAnswer>;

/** `now`: milliseconds, UTC. Fails with `malformed` and the path of what is missing or unreadable. */
export async function decideWhatIf(
  env: Env,
  question: WhatIfQuestion,
  { now, budget }: { now: number; budget: Budget },
): Promise<Attempt<WhatIfAnswer>> {
  const at = question.use.at === undefined ? now : Date.parse(question.use.at);
  const license = await licenseOf(env.DB, question, at);
  if (!license.ok) return license;
  const subject = await subjectOf(env, question, { now: Math.min(now, at), budget });
  if (!subject.ok) return subject;
  const added = await proposedRestrictions(env.DB, question.restrictions, {
    scope: { kind: 'item', item: subject.value.snapshot.item.id },
    path: '/restrictions',
  });
  if (!added.ok) return added;
  if (!license.value.ok) return done(voidAnswer(license.value, at));

  const article = toArticleContext(subject.value.snapshot);
  article.restrictions.push(...added.value.compiled);
  const inquiry: Inquiry = {
    license: coveringAll(license.value.value, subject.value),
    article,
    subject: subject.value.kind,
    question: questionOf(question, subject.value, at),
  };
  const warnings = [
    ...inquiry.license.warnings,
    ...added.value.warnings,
    ...entitlementWarnings(inquiry.license, question.entitlement as Entitlement),
  ];
  return done({ ...(await answer(env, inquiry)), ...(warnings.length > 0 && { warnings }) });
}

/** A question without an item concerns the terms alone, so every product covers it. */
function coveringAll(license: JudgedLicense, { kind }: QuestionSubject): JudgedLicense {
  if (kind !== 'none') return license;
  const { context } = license;
  const products = [{ id: 'everything', selection: {} }];
  return { ...license, context: { ...context, bundle: { ...context.bundle, products } } };
}

function questionOf(
  { use, entitlement }: WhatIfQuestion,
  { component }: QuestionSubject,
  now: number,
): Question {
  return {
    entitlement: entitlement as Entitlement,
    use: useOfBody(use),
    audience: 'desk',
    ...(component !== undefined && { component }),
    now,
  };
}

/** An entitlement that the token endpoint would refuse is judged nevertheless, with a warning. */
function entitlementWarnings({ context }: JudgedLicense, entitlement: Entitlement): RightsFault[] {
  return checkEntitlement(context.license, entitlement).map(({ path, message }) => ({
    path: `/entitlement${path === '/' ? '' : path}`,
    message,
  }));
}

function headOf({ license, article, subject, question }: Inquiry) {
  const { item } = article.snapshot;
  const { bundle } = license.context;
  const { id, version } = license.context.license;
  return {
    at: new Date(question.now).toISOString(),
    license:
      license.kind === 'stored'
        ? {
            id,
            version,
            status: bundle.status,
            partner: { id: bundle.partner.id, name: bundle.partner.name },
          }
        : { id, proposed: license.kind },
    ...(subject === 'article'
      ? { article: item.id, version: item.version }
      : {
          item: {
            id: item.id,
            uri: item.uri,
            sections: item.sections,
            components: item.components.map((component) => ({ id: component.id, type: component.type })),
          },
        }),
  };
}

async function answer(env: Env, inquiry: Inquiry): Promise<WhatIfAnswer> {
  const { license, article, question } = inquiry;
  const judgement = judgeRequest(license.context, article, question);
  const before = stepsOf(inquiry, judgement);
  const goesOn = judgement.kind === 'permit' && !before.some(({ result }) => result === 'stopped');
  const quota = goesOn ? await meteredStep(env, inquiry, judgement) : unreached('quota');
  const steps = [...before, quota];
  return { ...verdictOf(judgement, steps), ...headOf(inquiry), steps, ...tracedOf(inquiry, judgement) };
}

async function meteredStep(env: Env, inquiry: Inquiry, permit: Permit): Promise<Step> {
  const unasked = quotaUnasked(inquiry);
  if (unasked) return unasked;
  const { license, article, subject, question } = inquiry;
  const { use, now: at } = question;
  const answer = await quotaOf(env, { license: license.context, article, use, permit, at });
  return quotaStep(answer, subject);
}

function verdictOf(judgement: Judgement, steps: Step[]) {
  const stop = steps.find(({ result }) => result === 'stopped');
  if (judgement.kind === 'permit' && !stop) {
    const { decidedBy, message: verdict } = judgement.decision;
    return { outcome: 'permit' as const, decidedBy, ...sentenceMembers(verdict) };
  }
  if (!stop) throw new Error('a refusal that no step tells of');
  const { step, result: _, ...verdict } = stop;
  const decidedBy = step === 'policies' && judgement.kind === 'refuse' ? judgement.decidedBy : step;
  return { outcome: 'deny' as const, ...verdict, decidedBy };
}

function tracedOf({ license, article, question }: Inquiry, judgement: Judgement) {
  const { id, version, sha256 } = license.context.license;
  if (judgement.kind === 'uncovered') return { components: [], policies: [{ id, version, sha256 }] };
  const { decision } = judgement;
  const components = article.snapshot.item.components.filter(
    (component) => question.component === undefined || component.id === question.component,
  );
  const missing = decision ? missingFor(decision, question.use) : [];
  return {
    components: componentsOf(judgement, components, [
      ...license.context.restrictions,
      ...article.restrictions,
    ]),
    ...(missing.length > 0 && { missing }),
    ...(judgement.kind === 'permit' && { rights: judgement.rights }),
    policies: decision?.policies ?? [{ id, version, sha256 }],
  };
}

function voidAnswer({ id, faults }: { id: string; faults: RightsFault[] }, at: number): WhatIfAnswer {
  const verdict = message('license.void', { why: faults[0]?.message ?? 'it is void' });
  const order = ['product', 'pubStatus', 'embargo', 'policies', 'quota'] as const;
  return {
    outcome: 'deny',
    code: 'policy_void',
    decidedBy: id,
    ...sentenceMembers(verdict),
    at: new Date(at).toISOString(),
    steps: [stopAt('license', 'policy_void', verdict), ...order.map(unreached)],
    components: [],
    policies: [],
    faults,
  };
}
