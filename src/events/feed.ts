/** Events of a token's license in order, for partners without a webhook, or to catch up on missed events. */
import { z } from '@hono/zod-openapi';
import { callerOf } from '../delivery/fresh-state.ts';
import { refusedKey } from '../delivery/refusals.ts';
import type { EventsAnswer, EventsRequest } from '../ledger/events/types.ts';
import { callShardOf } from '../ledger/shard-of-license.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { cursorsOf } from '../platform/paging.ts';
import { Refusal } from '../platform/problem.ts';
import { noteCounted } from '../platform/request-scope.ts';
import { eventResource } from './event-resource.ts';
import type { EventResource } from './schemas.ts';

export interface EventsPage {
  items: EventResource[];
  /** Where the next page begins, also after the last event. */
  next: string;
  more: boolean;
}

export interface EventsQuery extends Pick<EventsRequest, 'limit' | 'types' | 'waitMs'> {
  after: string | undefined;
}

const cursorPosition = z.int().min(0);

/**
 * `waitMs`: how long an empty page may wait for an event. The key must be valid; the license may have ended.
 * Throws `invalid_cursor`, `invalid_token` and `ledger_unavailable`.
 */
export async function eventsPage(
  env: Env,
  principal: PartnerPrincipal,
  { after, limit, types, waitMs }: EventsQuery,
): Promise<EventsPage> {
  const { license } = principal;
  const cursors = cursorsOf(env, { list: 'events', reader: license, filter: {} }, cursorPosition);
  const from = cursors.after(after || undefined) ?? 0;
  const request = { license, caller: callerOf(principal), after: from, limit, types, waitMs };
  const answer = await callShardOf<Exclude<EventsAnswer, { kind: 'elsewhere' }>>(env, license, {
    call: (shard) => shard.events(request),
    waitMs,
    unavailable,
    event: 'events_unread',
  });
  if (!answer) throw refusedKey('invalid_token');
  if (answer.kind === 'refused') {
    noteCounted();
    throw refusedKey(answer.code);
  }
  const { publicUrl } = agencyOf(env);
  return {
    items: answer.events.map(({ event }) => eventResource(event, publicUrl)),
    next: cursors.to(answer.events.at(-1)?.n ?? from),
    more: answer.more,
  };
}

const unavailable = () =>
  new Refusal({
    code: 'ledger_unavailable',
    detail: 'The ledger is unavailable. Repeat the request with the same cursor; no event is lost.',
    headers: { 'Retry-After': '5' },
  });
