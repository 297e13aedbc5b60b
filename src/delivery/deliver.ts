/**
 * The path of one delivery: access → articles → rights → ledger → stamp → formats. Nothing leaves before the ledger
 * has written it down.
 */
import type { Member } from '../articles/catalogue.ts';
import type { Component, ItemVersion } from '../articles/model.ts';
import type { RecordAnswer } from '../ledger/types.ts';
import type { Env } from '../platform/env.ts';
import type { Decision, StatedUse } from '../rights/types.ts';
import {
  type Attempted,
  callerOf,
  confirm,
  onCurrentState,
  type PartnerPrincipal,
  withArticle,
} from './ask.ts';
import { draftDelivery, draftRefusal, grantKey } from './draft.ts';
import { type Judgement, judgeRequest, type Withheld } from './judge.ts';
import { recordUse } from './ledger-call.ts';
import { notFound, refusalByObject, refusalOf } from './refuse.ts';
import type { LicenseWorld } from './world.ts';

export interface DeliveryQuestion {
  article: string;
  component?: string;
  version?: string;
  use: StatedUse;
  /** Name of the format asked for, as the entry will say. */
  format: string;
  /** Milliseconds, UTC. */
  now: number;
  /** False when the caller already has the bytes (304) or wants none (HEAD). */
  carriesContent(grant: string): boolean;
  /** Fetches what must be at hand before the ledger is told that it leaves. Throws a `Refusal`. */
  prepare?(components: Component[]): Promise<void>;
}

/** What has been permitted and written down: all that stamp and format need. */
export interface Delivered {
  item: ItemVersion;
  components: Component[];
  members: Member[];
  withheld: Withheld[];
  decision: Decision;
  license: LicenseWorld;
  /** Names license, item version and decision: what receipts and ETags are made of. */
  grant: string;
  /** This request's own entry. */
  entry: string;
  /** The first delivery of this grant. Null: a HEAD or 304 for what was never delivered. */
  first: Extract<RecordAnswer, { kind: 'ok' }>['first'];
  carriedContent: boolean;
}

/** Throws a `Refusal`; a refusal that bears on a license is itself an entry by then. */
export async function deliver(
  env: Env,
  principal: PartnerPrincipal,
  question: DeliveryQuestion,
): Promise<Delivered> {
  return onCurrentState(env, principal, async (state) => {
    const { article, judged } = await withArticle(env, state, { ...question, id: question.article });
    const count = {
      object: state.object,
      judged,
      count: 'not_found',
      value: () => Promise.reject(notFound()),
    };
    if (!article) return unwrap(await confirm(env, principal, count));

    const judgement = judgeRequest(state.license, article, {
      ...question,
      entitlement: principal.entitlement,
    });
    if (judgement.kind === 'uncovered') return unwrap(await confirm(env, principal, count));

    const { item } = article.snapshot;
    const base = { caller: callerOf(principal), judged };
    if (judgement.kind === 'refuse') {
      const draft = draftRefusal(state.license, item, question, judgement);
      const answer = await recordUse(env, state.object, { ...base, draft, carriesContent: false });
      return refused(env, item, judgement, answer);
    }
    const grant = grantKey(principal, state.license, item, question, judgement);
    const carriesContent = question.carriesContent(grant);
    if (carriesContent) await question.prepare?.(judgement.components);
    const draft = draftDelivery(state.license, item, question, judgement, carriesContent);
    const answer = await recordUse(env, state.object, { ...base, draft, carriesContent, grant });
    if (answer.kind === 'stale') return answer;
    if (answer.kind === 'refused') throw refusalByObject(answer);
    const { decision, components, members, withheld } = judgement;
    const { recorded, first } = answer;
    return {
      kind: 'done',
      value: {
        item,
        components,
        members,
        withheld,
        decision,
        license: state.license,
        grant,
        entry: recorded.id,
        first,
        carriedContent: carriesContent,
      },
    };
  });
}

async function unwrap(answer: Attempted<Promise<never>>): Promise<{ kind: 'stale' }> {
  if (answer.kind === 'done') await answer.value;
  return { kind: 'stale' };
}

function refused(
  env: Env,
  item: ItemVersion,
  judgement: Extract<Judgement, { kind: 'refuse' }>,
  answer: RecordAnswer,
): { kind: 'stale' } {
  switch (answer.kind) {
    case 'stale':
      return answer;
    case 'refused':
      throw refusalByObject(answer);
    case 'ok':
      throw refusalOf(judgement, answer.recorded.id, substituteOf(env, item, judgement));
  }
}

function substituteOf(env: Env, { substitute }: ItemVersion, { code }: { code: string }) {
  if (code !== 'killed' || !substitute) return undefined;
  return { id: substitute, href: `${env.PUBLIC_URL}/v1/articles/${substitute}` };
}
