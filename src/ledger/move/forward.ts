/** Forwards changes of the catalogue for partners that have moved. */
import type { Env } from '../../platform/env.ts';
import { RetryLater } from '../bugs.ts';
import { callLedger } from '../call.ts';
import { APPLY_TIMEOUT_MS } from '../limits.ts';
import { allMoves, isFrozen, partnerOf, readMove } from '../object-store/moving.ts';
import type { Change } from '../types.ts';
import type { Move } from './types.ts';

/**
 * Forwards the changes for partners that have moved, and returns those for partners that are here. Throws
 * while a partner is frozen: the change waits in the outbox, or it would reach the source after the source
 * was copied.
 */
export async function forwardChanges(env: Env, sql: SqlStorage, changes: Change[]): Promise<Change[]> {
  const local: Change[] = [];
  const elsewhere = new Map<string, Change[]>();
  const forward = (target: string, change: Change) =>
    elsewhere.set(target, [...(elsewhere.get(target) ?? []), change]);
  for (const change of changes) {
    if (change.kind === 'fence') {
      local.push(change);
      for (const target of change.change && !change.isForwarded ? targetsOfMoved(sql) : [])
        forward(target, { ...change, isForwarded: true });
      continue;
    }
    const partner = partnerOfChange(sql, change);
    const move = partner === null ? null : readMove(sql, partner);
    if (move?.state === 'moved') forward(move.target, change);
    else if (move && isFrozen(move)) throw isMoving(move);
    else local.push(change);
  }
  for (const [target, forwarded] of elsewhere)
    await callLedger(env, target, (object) => object.apply(forwarded), {
      timeoutMs: APPLY_TIMEOUT_MS,
      repeats: true,
    });
  return local;
}

/**
 * Shards to which partners of this one have moved. They also receive changes with events: when such a shard
 * was notified itself, the partner's licenses may have been in transit.
 */
function targetsOfMoved(sql: SqlStorage): Set<string> {
  const moves = allMoves(sql);
  const frozen = moves.find(isFrozen);
  if (frozen) throw isMoving(frozen);
  return new Set(moves.filter(({ state }) => state === 'moved').map(({ target }) => target));
}

const isMoving = ({ partner, target }: Move): RetryLater =>
  new RetryLater(`the partner ${partner} is being moved to ${target}`);

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
