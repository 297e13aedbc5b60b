/** The subject of a question: a stored article, a proposed item, or a neutral dispatch. */
import { type ArticleSnapshot, loadArticle } from '../../articles/catalogue.ts';
import type { ItemVersion } from '../../articles/model.ts';
import { PROPOSED_DIGEST, proposedArticle } from '../../articles/proposed.ts';
import type { Budget } from '../../platform/budget.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, failed, faulty } from '../../platform/failure.ts';
import { derivedId } from '../../platform/ids.ts';
import { restrictionsOfItem } from '../../restrictions/store.ts';
import { COMPONENT_TYPES, type ComponentType } from '../../rights/terms.ts';
import type { Subject, WhatIfQuestion } from './schemas.ts';

export type SubjectKind = 'article' | 'item' | 'none';

export interface QuestionSubject {
  kind: SubjectKind;
  snapshot: ArticleSnapshot;
  component?: string;
}

/**
 * `now`: milliseconds, UTC; the caller passes the earlier of now and the use. It dates items without a date
 * of their own.
 */
export async function subjectOf(
  env: Env,
  question: WhatIfQuestion,
  at: { now: number; budget: Budget },
): Promise<Attempt<QuestionSubject>> {
  const resolved = await snapshotOf(env, question, at);
  if (!resolved.ok) return resolved;
  const { kind, snapshot } = resolved.value;
  const component = componentOf(snapshot.item, question.use.component);
  if (!component.ok) return component;
  return done({ kind, snapshot, ...(component.value !== undefined && { component: component.value }) });
}

type ResolvedItem = Omit<QuestionSubject, 'component'>;

async function snapshotOf(
  env: Env,
  question: WhatIfQuestion,
  { now, budget }: { now: number; budget: Budget },
): Promise<Attempt<ResolvedItem>> {
  const { article, version, item, sections } = question;
  if (article !== undefined) {
    const snapshot = await loadArticle(env, article, version);
    if (snapshot) return done({ kind: 'article', snapshot });
    return version !== undefined && (await loadArticle(env, article))
      ? faulty('/version', 'The article has no such version', 'no_version')
      : faulty('/article', 'There is no article with this id', 'no_article');
  }
  if (item?.kind === 'ninjs')
    return proposedSnapshot(env, item.document, { ...(sections && { sections }), now, budget });
  if (item) return done({ kind: 'item', snapshot: await plainSnapshot(env.DB, item, now) });
  const type =
    COMPONENT_TYPES.find((componentType) => componentType === question.use.component) ?? 'dispatch';
  const neutral = { type: 'text' as const, sections: [], subjects: [], components: [{ type }] };
  return done({ kind: 'none', snapshot: await plainSnapshot(env.DB, neutral, now) });
}

async function proposedSnapshot(
  env: Env,
  document: unknown,
  options: { sections?: string[]; now: number; budget: Budget },
): Promise<Attempt<ResolvedItem>> {
  const snapshot = await proposedArticle(env, document, options);
  if (snapshot.ok) return done({ kind: 'item', snapshot: snapshot.value });
  if (snapshot.reason.reason !== 'malformed') return snapshot;
  const faults = snapshot.reason.faults.map(({ path, message }) => ({
    path: `/item${path === '/' ? '' : path}`,
    message,
  }));
  return failed({ reason: 'malformed', faults });
}

/** A uri of a stored item brings in the desk's restrictions on that item. */
async function plainSnapshot(db: D1Database, subject: Subject, now: number): Promise<ArticleSnapshot> {
  const uri = subject.uri ?? 'urn:imprimatur:what-if';
  const id = derivedId('itm', uri);
  const instant = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  const embargoedUntil = instant(subject.embargoedUntil);
  const item: ItemVersion = {
    id,
    uri,
    version: '1',
    seq: 0,
    changeType: 'new',
    type: subject.type,
    pubStatus: 'usable',
    versionCreated: instant(subject.versionCreated) ?? now,
    ...(embargoedUntil !== undefined && { embargoedUntil }),
    sections: subject.sections,
    subjects: subject.subjects,
    ...(subject.language !== undefined && { language: subject.language }),
    blocks: [],
    components: subject.components.map(({ id: ownId, type }, index) => ({
      id: ownId ?? `${type}-${index + 1}`,
      type,
      name: type,
      uri,
      digest: PROPOSED_DIGEST,
      ninjs: {},
    })),
    ninjs: {},
  };
  return {
    item,
    restrictions: subject.uri === undefined ? [] : await restrictionsOfItem(db, id),
    members: [],
    carried: [],
  };
}

/**
 * Finds a component by id, or by type if the item has exactly one of it. An unknown one is treated as not
 * covered.
 */
function componentOf({ components }: ItemVersion, named: string | undefined): Attempt<string | undefined> {
  if (named === undefined || components.some(({ id }) => id === named)) return done(named);
  if (!COMPONENT_TYPES.includes(named as ComponentType)) return done(named);
  const [first, ...others] = components.filter(({ type }) => type === named);
  if (others.length === 0) return done(first?.id ?? named);
  return faulty('/use/component', `The item has ${others.length + 1} of this type: name one by its id`);
}
