/**
 * Who asks a license's log: an auditor any (and whoever else the route names), a partner its own, for which the question travels with the one call that checks
 * its state. For a partner, the logs of others do not exist.
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
import { Refusal } from '../../platform/problem.ts';

const unknownLicense = () => new Refusal({ code: 'not_found', detail: 'There is no license with this id.' });

/** The answer; undefined when nothing was asked but whether the caller may read this license's log. */
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
  const own = principal.license === license;
  const log = await withFreshState(c.env, principal, async ({ object, judged }) => {
    const caller = callerOf(principal);
    const answer = await checkState(c.env, object, {
      caller,
      judged,
      ...(own && question && { log: question }),
    });
    switch (answer.kind) {
      case 'stale':
        return answer;
      case 'refused':
        throw refusedByObject(answer.code);
      case 'ok':
        return { kind: 'done', value: answer.log };
    }
  });
  if (!own) throw unknownLicense();
  return log;
}
