/**
 * Access to a license's log: auditors (and other roles of the route) may read any; a partner only its own,
 * and its question travels with the single call that checks its key. For a partner, the logs of others do not
 * exist.
 */
import type { Context } from 'hono';
import { authenticate, checkOperator } from '../../access/guard.ts';
import type { Role } from '../../access/roles.ts';
import { callerOf, withFreshState } from '../../delivery/fresh-state.ts';
import { checkState } from '../../delivery/ledger-call.ts';
import { refusedByObject } from '../../delivery/refusals.ts';
import { askObject } from '../../ledger/transparency/ask.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import type { LogAnswer, LogQuestion } from '../../ledger/transparency/types.ts';
import type { AppEnv, PartnerPrincipal } from '../../platform/http.ts';
import { Refusal, toProblem } from '../../platform/problem.ts';
import { problemMessage } from '../../platform/templates.ts';

const unknownLicense = () => new Refusal(toProblem('not_found', problemMessage('missing.license')));

/** Returns the answer, or undefined when only access was checked. */
export async function askLog(
  c: Context<AppEnv>,
  license: string,
  question?: LogQuestion,
  roles: Role[] = ['auditor'],
): Promise<LogAnswer | undefined> {
  const principal = await authenticate(c);
  if (principal.kind === 'partner') return askOwn(c, principal, license, question);
  await checkOperator(c, principal, roles);
  const object = await objectOfLicense(c.env.DB, license);
  if (!object) throw unknownLicense();
  return question && askObject(c.env, object, question);
}

async function askOwn(
  c: Context<AppEnv>,
  principal: PartnerPrincipal,
  license: string,
  question: LogQuestion | undefined,
): Promise<LogAnswer | undefined> {
  const isOwn = principal.license === license;
  const log = await withFreshState(c.env, principal, async ({ object, judged }) => {
    const caller = callerOf(principal);
    const answer = await checkState(c.env, object, {
      caller,
      judged,
      ...(isOwn && question && { log: question }),
    });
    switch (answer.kind) {
      case 'stale':
        return answer;
      case 'refused':
        throw refusedByObject(answer);
      case 'ok':
        return { kind: 'done', value: answer.log };
    }
  });
  if (!isOwn) throw unknownLicense();
  return log;
}
