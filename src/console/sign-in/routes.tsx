/** Sign-in, sign-out and sessions, implemented by access/sessions. */
import { type Context, Hono } from 'hono';
import { SIGN_IN, signInOptions } from '../../access/identity/code-flow/options.ts';
import { safeReturnTarget } from '../../access/identity/code-flow/return-target.ts';
import {
  beginSignIn,
  completeSignIn,
  SIGN_IN_FAULTS,
  type SignInOutcome,
  signInWithAccess,
} from '../../access/sessions/federated-sign-in.ts';
import { endSessions, sessionsOf } from '../../access/sessions/open.ts';
import { readSession } from '../../access/sessions/session.ts';
import { missing, unwrap } from '../../platform/failure.ts';
import { limitAddress } from '../../platform/rate-limit.ts';
import { consolePage, signInPage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { createView, toAppContext } from '../frame/view-of.ts';
import { AccountPage } from './account.tsx';
import { SignInPage } from './sign-in.tsx';

export const doorPages = new Hono<ConsoleEnv>();

doorPages.get('/sign-in', async (c) => {
  const { next: requested, fault, out, over, other } = c.req.query();
  const next = safeReturnTarget(requested);
  const session = await readSession(toAppContext(c));
  if (session && other === undefined) return c.redirect(next, 303);
  const view = await createView(toAppContext(c), null);
  return signInPage(
    c,
    view,
    { title: view.t('signin.title'), scripts: ['sign-in.js'] },
    <SignInPage
      options={signInOptions(toAppContext(c))}
      next={next}
      fault={SIGN_IN_FAULTS.find((code) => code === fault) ?? null}
      ended={session ? 'other' : over !== undefined ? 'over' : out !== undefined ? 'out' : null}
      name={session?.name}
    />,
  );
});

/** Callback of an identity provider. Rate-limited as the token endpoint, because it calls the provider. */
doorPages.get('/sign-in/callback', limitAddress('TOKEN_ADDRESS_LIMIT'), async (c) =>
  onward(c, await completeSignIn(toAppContext(c))),
);

doorPages.post('/sign-in/access', limitAddress('TOKEN_ADDRESS_LIMIT'), async (c) => {
  const { next } = await c.req.parseBody();
  return onward(c, await signInWithAccess(toAppContext(c), next));
});

doorPages.get('/sign-in/:provider', (c) => {
  const url = beginSignIn(toAppContext(c), c.req.param('provider'));
  return c.redirect(url ?? unwrap<never>(missing('provider')), 302);
});

function onward(c: Context<ConsoleEnv>, arrival: SignInOutcome): Response {
  if (arrival.ok) return c.redirect(arrival.next, 303);
  const { reason: fault, next } = arrival;
  return c.redirect(`${SIGN_IN}?${new URLSearchParams({ fault, next })}`, 303);
}

export const accountPages = new Hono<ConsoleEnv>();

accountPages.get('/account', async (c) => {
  const { view } = c.var;
  const sessions = await sessionsOf(toAppContext(c), view.session);
  return consolePage(c, { title: view.t('account.title') }, <AccountPage sessions={sessions} />);
});

/** `everywhere` ends all sessions. */
accountPages.post('/sign-out', async (c) => {
  const { session } = c.var.view;
  const { everywhere } = await c.req.parseBody();
  await endSessions(toAppContext(c), session, everywhere === undefined ? session.id : undefined);
  return c.redirect(`${SIGN_IN}?out`, 303);
});

accountPages.post('/account/end', async (c) => {
  const { session } = c.var.view;
  const { id } = await c.req.parseBody();
  if (typeof id === 'string') await endSessions(toAppContext(c), session, id);
  return c.redirect(id === session.id ? `${SIGN_IN}?out` : '/console/account?done=session_ended', 303);
});
