/** `POST /v1/admin/externals`: the desk records deliveries made outside the gateway. */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { actionMessage } from '../../ledger/actions.ts';
import { sendForOperator } from '../../ledger/notes/send.ts';
import { DOORS, type External } from '../../ledger/notes/types.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import { canonical } from '../../platform/canonical.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, done, failed, faulty, missing } from '../../platform/failure.ts';
import { derivedId } from '../../platform/ids.ts';
import { type Actor, instant, licenseId, line, lines, onWholeBody } from '../../platform/openapi.ts';
import { statedWord } from '../stated-use.ts';
import {
  CLOCK_SKEW_MS,
  COMPONENTS_MAX,
  EXTERNAL_NOTE_CHARS_MAX,
  NAME_CHARS_MAX,
  URI_CHARS_MAX,
} from './limits.ts';
import { enteredResource } from './notes.ts';
import type { ReportsAnswer } from './schemas.ts';

const name = statedWord.max(NAME_CHARS_MAX);

export const newExternal = z
  .strictObject({
    license: licenseId,
    title: statedWord.optional(),
    article: name.optional(),
    uri: line(URI_CHARS_MAX).optional(),
    version: name.optional(),
    components: z.array(name).max(COMPONENTS_MAX).optional(),
    door: z.enum(DOORS),
    sentAt: instant,
    note: lines(EXTERNAL_NOTE_CHARS_MAX)
      .optional()
      .openapi({ description: 'Stored permanently in the log: do not include names of persons' }),
  })
  .refine(
    ({ article, uri }) => (article === undefined) !== (uri === undefined),
    onWholeBody('Name what was sent by its article or by its uri'),
  )
  .openapi('NewExternal');

/** Fails with `not_found` if there is no such license. */
export async function enterExternal(
  env: Env,
  { license, uri, ...sent }: z.output<typeof newExternal>,
  actor: Actor,
): Promise<Attempt<ReportsAnswer['items'][number]>> {
  const sentMs = Date.parse(sent.sentAt);
  if (sentMs > actor.now + CLOCK_SKEW_MS)
    return faulty('/sentAt', 'Enter a delivery after it was made, not before');
  const note: External = {
    kind: 'external',
    title: sent.title ?? null,
    article: sent.article ?? derivedId('itm', uri ?? ''),
    version: sent.version ?? null,
    components: [...new Set(sent.components)].sort(),
    door: sent.door,
    sentAt: new Date(sentMs).toISOString(),
    note: sent.note ?? null,
  };
  // An equal note has an equal key, and is the same entry.
  const key = `external ${createHash('sha256').update(canonical(note)).digest('base64url')}`;
  const { operator } = actor;
  if (!(await objectOfLicense(env.DB, license))) return missing('license');
  // The action is recorded before the shard is called, like every action of a shard.
  await commitChange(env, [], [actionMessage(actor, 'external.enter', license, { after: note })]);
  const recorded = await sendForOperator(env, { license, operator, notes: [{ key, note }] });
  if (!recorded.ok) return failed(recorded.reason);
  const [one] = recorded.value;
  if (!one) throw new Error('a note was entered without a place');
  return done(enteredResource(one));
}
