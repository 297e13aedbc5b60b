/** Acknowledgements: what a partner has done about an event, as entries of its license's log. */
import { z } from '@hono/zod-openapi';
import { callerOf } from '../delivery/fresh-state.ts';
import { enteredNotes } from '../delivery/publication-reports/enter.ts';
import { CLOCK_SKEW_MS } from '../delivery/publication-reports/limits.ts';
import { enteredResource } from '../delivery/publication-reports/notes.ts';
import type { enteredReport } from '../delivery/publication-reports/schemas.ts';
import { isBefore } from '../ledger/notes/acknowledgement.ts';
import { notesUnavailable } from '../ledger/notes/send.ts';
import { ACKNOWLEDGEMENT_STATES, type AcknowledgementAnswer } from '../ledger/notes/types.ts';
import { callShardOf } from '../ledger/shard-of-license.ts';
import type { Env } from '../platform/env.ts';
import { type Attempt, done, faulty, missing } from '../platform/failure.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { idField, instant, line } from '../platform/openapi.ts';

const NOTE_CHARS_MAX = 1_000;
const URLS_MAX = 20;
const URL_CHARS_MAX = 2_000;

export const newAcknowledgement = z
  .strictObject({
    event: idField.openapi({ description: 'Id of the event, `evt_…`' }),
    state: z.enum(ACKNOWLEDGEMENT_STATES).openapi({
      description:
        '`received`: it is known. `removed`, `corrected`: it is done. `refused`: it will not be done. `cannot`: it cannot be done',
    }),
    urls: z
      .array(z.url({ protocol: /^https?$/ }).max(URL_CHARS_MAX))
      .max(URLS_MAX)
      .optional()
      .openapi({ description: 'Where it was done' }),
    at: instant
      .optional()
      .openapi({ description: 'When it was done: after the event, and not in the future' }),
    note: line(NOTE_CHARS_MAX).optional().openapi({
      description: 'Stored in the log for good: no names of persons',
    }),
  })
  .openapi('NewAcknowledgement');

/**
 * When something was done, as ISO 8601 in UTC; null: not stated. Fails if that is after `now` (milliseconds,
 * UTC) or before the event, by more than clocks differ. `eventAt` absent: the shard knows it and compares.
 */
export function parseDoneAt(
  at: string | undefined,
  { now, eventAt }: { now: number; eventAt?: string },
): Attempt<string | null> {
  if (at === undefined) return done(null);
  const doneAt = new Date(at).toISOString();
  if (Date.parse(doneAt) > now + CLOCK_SKEW_MS)
    return faulty('/at', `This is in the future: it is ${new Date(now).toISOString()}`, 'in_the_future');
  if (eventAt !== undefined && isBefore({ doneAt }, eventAt, CLOCK_SKEW_MS)) return beforeEvent(eventAt);
  return done(doneAt);
}

const beforeEvent = (eventAt: string) =>
  faulty(
    '/at',
    `This is before the event, which was at ${eventAt}: leave it out if it was done before`,
    'before_change',
  );

/** `now`: milliseconds, UTC. Fails with `not_found` if the license has no such event. */
export async function acknowledge(
  env: Env,
  principal: PartnerPrincipal,
  { event, state, urls, at, note }: z.output<typeof newAcknowledgement>,
  now: number,
): Promise<Attempt<z.output<typeof enteredReport>>> {
  const { license } = principal;
  const date = parseDoneAt(at, { now });
  if (!date.ok) return date;
  const details = { state, urls, doneAt: date.value, note };
  const request = { license, caller: callerOf(principal), event, details, toleranceMs: CLOCK_SKEW_MS };
  const answer = await callShardOf<Exclude<AcknowledgementAnswer, { kind: 'elsewhere' }>>(env, license, {
    call: (shard) => shard.acknowledge(request),
    unavailable: notesUnavailable,
    event: 'note_failed',
  });
  if (answer?.kind === 'early') return beforeEvent(answer.eventAt);
  const [entered] = enteredNotes(answer ?? { kind: 'unknown' });
  return entered ? done(enteredResource(entered)) : missing('event');
}
