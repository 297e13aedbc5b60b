/** Forwards changes of the catalogue for partners that have moved. */
import type { Env } from '../../platform/env.ts';
import { RetryLater } from '../bugs.ts';
import { callLedger } from '../call.ts';
import { APPLY_TIMEOUT_MS } from '../limits.ts';
import { allMoves, isFrozen, partnerOf, readMove } from '../object-store/moving.ts';
import type { Change } from '../types.ts';
import type { Move } from './types.ts';

/**
 * Calls `take` with the changes for partners that are here, and forwards those for partners that have moved.
 * Then throws if a partner is frozen: its change waits in the outbox, or it would reach the source after the
 * source was copied. `take` is called first, before the move of another partner goes on.
 */
export async function forwardChanges(
  env: Env,
  sql: SqlStorage,
  changes: Change[],
  take: (local: Change[]) => Promise<void>,
): Promise<void> {
  const local: Change[] = [];
  const elsewhere = new Map<string, Change[]>();
  const forward = (target: string, change: Change) =>
    elsewhere.set(target, [...(elsewhere.get(target) ?? []), change]);
  const moves = allMoves(sql);
  const frozen = moves.find(isFrozen);
  let awaited: Move | undefined;
  for (const change of changes) {
    if (change.kind === 'fence') {
      const isForAll = change.change && !change.isForwarded;
      if (isForAll && frozen) {
        // The fence applies at once; its events wait for the partner that is being moved.
        local.push({ kind: 'fence', fence: change.fence });
        awaited = frozen;
        continue;
      }
      local.push(change);
      for (const target of isForAll ? targetsOf(moves) : [])
        forward(target, { ...change, isForwarded: true });
      continue;
    }
    const partner = partnerOfChange(sql, change);
    const move = partner === null ? null : readMove(sql, partner);
    if (move?.state === 'moved') forward(move.target, change);
    else if (move && isFrozen(move)) awaited = move;
    else local.push(change);
  }
  await take(local);
  for (const [target, forwarded] of elsewhere)
    await callLedger(env, target, (object) => object.apply(forwarded), {
      timeoutMs: APPLY_TIMEOUT_MS,
      repeats: true,
    });
  if (awaited) throw new RetryLater(`the partner ${awaited.partner} is being moved to ${awaited.target}`);
}

/**
 * Shards to which partners of this one have moved. They also receive changes with events: when such a shard
 * was notified itself, the partner's licenses may have been in transit.
 */
const targetsOf = (moves: Move[]): Set<string> =>
  new Set(moves.filter(({ state }) => state === 'moved').map(({ target }) => target));

function partnerOfChange(sql: SqlStorage, change: Change): string | null {
  switch (change.kind) {
    case 'license':
      return change.license.partner;
    case 'key':
      return partnerOf(sql, change.key.license);
    case 'token':
      return partnerOf(sql, change.token.license);
    case 'endpoint':
      return partnerOf(sql, change.endpoint.license);
    case 'event':
      return partnerOf(sql, change.event.license);
    case 'partner':
      return change.partner.id;
    default:
      return null;
  }
}
