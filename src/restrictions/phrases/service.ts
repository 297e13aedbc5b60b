/** Custom phrases of the desk. Later readings use them; earlier readings do not change. */
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { checkPhrase, meaningInProse, printProse } from '../../rights/index.ts';
import { PHRASES_MAX, POLICY_CHARS_MAX } from '../limits.ts';
import type { NewPhrase, PhraseResource } from './schemas.ts';
import { findPhrase, insertPhraseStatement, type PhraseRow, withdrawPhraseStatement } from './store.ts';

export async function createPhrase(env: Env, input: NewPhrase, by: Actor): Promise<Attempt<PhraseResource>> {
  const checkedPhrase = checkPhrase(input);
  if (!checkedPhrase.ok) return { ok: false, reason: { reason: 'malformed', faults: checkedPhrase.reason } };
  const { phrase, meaning, policy } = checkedPhrase.value;
  if (policy !== undefined && JSON.stringify(policy).length > POLICY_CHARS_MAX)
    return faulty('/policy', `The policy is longer than ${POLICY_CHARS_MAX} characters`, 'policy_too_long', {
      count: POLICY_CHARS_MAX,
    });
  const at = new Date(by.now).toISOString();
  const row: PhraseRow = {
    id: newId('phr'),
    phrase,
    language: input.language,
    meaning: meaning ?? null,
    policy: policy ?? null,
    status: 'active',
    operator: by.operator,
    created: at,
    updated: at,
  };
  const statement = insertPhraseStatement(env.DB, row, phrase.toUpperCase(), PHRASES_MAX);
  const action = actionMessage(by, 'phrase.teach', row.id, { after: phraseResource(row) });
  const conflict = await insertionConflict(commitChange(env, [statement], [action]));
  return conflict ?? done(phraseResource(row));
}

/** Undefined: the insert succeeded. */
async function insertionConflict(run: Promise<unknown>): Promise<Attempt<never> | undefined> {
  try {
    await run;
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/UNIQUE constraint failed: phrases\.phrase_key/.test(message))
      return conflicting(problemMessage('conflict.phrase_taught'));
    if (/NOT NULL constraint failed: phrases\.id/.test(message))
      return conflicting(problemMessage('conflict.phrases_full', { max: PHRASES_MAX }));
    throw error;
  }
}

/** Withdraws a phrase. A withdrawn phrase stays withdrawn. */
export async function withdrawPhrase(env: Env, id: string, by: Actor): Promise<Attempt<null>> {
  const row = await findPhrase(env.DB, id);
  if (!row) return missing('phrase');
  if (row.status === 'withdrawn') return done(null);
  const withdrawn: PhraseRow = {
    ...row,
    status: 'withdrawn',
    operator: by.operator,
    updated: new Date(by.now).toISOString(),
  };
  const statement = withdrawPhraseStatement(env.DB, id, by.operator, withdrawn.updated);
  const digests = { before: phraseResource(row), after: phraseResource(withdrawn) };
  await commitChange(env, [statement], [actionMessage(by, 'phrase.withdraw', id, digests)]);
  return done(null);
}

export function phraseResource({ meaning, policy, ...row }: PhraseRow): PhraseResource {
  const { id, phrase, language, status, operator, created, updated } = row;
  return {
    id,
    phrase,
    language,
    ...(meaning !== null && { meaning }),
    ...(policy !== null && { policy }),
    prose: policy === null ? meaningInProse(meaning ?? '') : printProse(policy),
    status,
    operator,
    created,
    updated,
  };
}
