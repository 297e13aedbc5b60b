/** Asks an object about its logs, and maps its answers to responses. */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import { Refusal } from '../../platform/problem.ts';
import { callObject } from '../call.ts';
import { logKeeperStub } from '../outbox.ts';
import { ANSWER_TIMEOUT_MS, QUESTIONS_AT_ONCE } from './limits.ts';
import type { LogAnswer, LogQuestion, SingleQuestion } from './types.ts';

/** Throws `ledger_unavailable`. */
export async function askObject(env: Env, object: string, question: LogQuestion): Promise<LogAnswer> {
  try {
    return await callObject<LogAnswer>(object, () => logKeeperStub(env, object).log(question), {
      timeoutMs: ANSWER_TIMEOUT_MS,
      repeats: true,
    });
  } catch (error) {
    log('error', 'log_unreachable', { object, error: String(error) });
    throw logUnavailable();
  }
}

/** A question about a log, for the object that keeps it. */
export interface ShardQuestion {
  object: string;
  question: SingleQuestion;
}

/**
 * Answers in the order of the questions. Each object gets some of its questions at a time. Throws as
 * `askObject`.
 */
export async function askObjects(env: Env, asked: readonly ShardQuestion[]): Promise<LogAnswer[]> {
  const answers = new Map<SingleQuestion, LogAnswer>();
  const byObject = Map.groupBy(asked, ({ object }) => object);
  const work = [...byObject].map(async ([object, own]) => {
    for (let from = 0; from < own.length; from += QUESTIONS_AT_ONCE) {
      const questions = own.slice(from, from + QUESTIONS_AT_ONCE).map(({ question }) => question);
      const answer = await askObject(env, object, { kind: 'many', questions });
      for (const [at, one] of answer.kind === 'many' ? answer.answers.entries() : [])
        answers.set(questions[at] as SingleQuestion, one);
    }
  });
  await Promise.all(work);
  return asked.map(({ question }) => {
    const answer = answers.get(question);
    if (!answer) throw logUnavailable();
    return answer;
  });
}

export function logUnavailable(): Refusal {
  return new Refusal({
    code: 'ledger_unavailable',
    detail: 'The log or a store of its checkpoints is unavailable. Try again.',
    headers: { 'Retry-After': '5' },
  });
}

/**
 * Returns the answer if it has the expected kind; otherwise throws its refusal. `now` in milliseconds, UTC.
 */
export function expectAnswer<K extends LogAnswer['kind']>(
  answer: LogAnswer | undefined,
  kind: K,
  now: number,
): Extract<LogAnswer, { kind: K }> {
  if (answer?.kind === kind) return answer as Extract<LogAnswer, { kind: K }>;
  if (answer?.kind === 'beyond')
    throw new Refusal({
      code: 'not_found',
      detail: answer.size === 0 ? 'This log is empty.' : `This log has only ${answer.size} entries.`,
      members: { size: answer.size },
    });
  if (answer?.kind === 'uncovered') {
    const seconds = Math.max(1, Math.ceil((answer.dueMs - now) / 1000));
    throw new Refusal({
      code: 'checkpoint_pending',
      detail: `The entry is in the log, and no checkpoint covers it yet. The next is due in ${seconds} s; a proof for a given size can be had at once.`,
      headers: { 'Retry-After': String(seconds) },
    });
  }
  throw logUnavailable();
}
