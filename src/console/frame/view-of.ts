/** Creates the view of a request from its preferences and session. */
import type { Context } from 'hono';
import type { Session } from '../../access/sessions/session.ts';
import { agencyOf } from '../../platform/env.ts';
import type { AppEnv } from '../../platform/http.ts';
import { EntityNames } from './entity-names.ts';
import { messagesOf, translator } from './messages.ts';
import { rolesAt } from './nav.ts';
import { preferencesOf } from './preferences.ts';
import { savedViews } from './saved-views.ts';
import { SENTENCE_TEMPLATES } from './sentences.ts';
import type { ConsoleEnv, View } from './view.ts';

/** Narrows the context for modules outside the console. */
export const toAppContext = (c: Context<ConsoleEnv>) => c as unknown as Context<AppEnv>;

export async function createView(c: Context<AppEnv>, session: Session | null): Promise<View> {
  const preferences = preferencesOf(c);
  return {
    ...preferences,
    t: translator(preferences.language, await messagesOf(c.env, preferences.language), SENTENCE_TEMPLATES),
    agency: agencyOf(c.env),
    url: new URL(c.req.url),
    isFromHere: (c.req.header('Sec-Fetch-Site') ?? 'same-origin') === 'same-origin',
    now: c.var.now,
    release: c.env.VERSION?.id ?? '',
    session,
    savedViews: session ? savedViews(c, session.operator) : [],
    names: new EntityNames(),
    pageWatchDays: Number(c.env.PAGE_WATCH_DAYS ?? 0),
    mayGo: (href) =>
      session !== null && (rolesAt(href.split(/[?#]/)[0] ?? '')?.includes(session.role) ?? false),
  };
}
