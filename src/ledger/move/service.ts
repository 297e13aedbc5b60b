/** Begins moves for the operator. */
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../../platform/failure.ts';
import { callLedger } from '../call.ts';
import { poolNames } from '../outbox.ts';
import { dropNote, lastMove, ledgerOf, type MoveRecord, noteMove } from './store.ts';
import type { Move } from './types.ts';

const UNDER_WAY = conflicting(
  'The partner is being moved to another object, or its object does not know it yet.',
);

/** The object that the partner would leave; or why the move cannot begin. */
export async function movable(env: Env, partner: string, target: string): Promise<Attempt<string>> {
  const source = await ledgerOf(env.DB, partner);
  if (source === null) return missing('partner');
  const pool = poolNames(env);
  if (!pool.includes(target))
    return faulty('/object', `There is no such object in the pool: ${pool[0]} to ${pool.at(-1)}`);
  if (source === target) return conflicting(`The partner lives in ${target} already.`);
  const mayMove = await callLedger<boolean>(env, source, (object) => object.mayMove(partner, target), {
    repeats: true,
  });
  return mayMove ? done(source) : UNDER_WAY;
}

/** Begins a move, which the source then completes by itself. Idempotent. */
export async function movePartner(
  env: Env,
  partner: string,
  target: string,
  nowMs: number,
): Promise<Attempt<MoveRecord>> {
  const planned = await movable(env, partner, target);
  if (!planned.ok) return planned;
  const source = planned.value;
  // Recorded first: the outbox then reaches the target too, and the end of the move finds its record.
  const began = new Date(nowMs).toISOString();
  const noted = await noteMove(env.DB, { partner, source, target, began });
  const move = await callLedger<Move | null>(env, source, (object) => object.beginMove(partner, target), {
    repeats: true,
  });
  if (!move) {
    if (noted) await dropNote(env.DB, { partner, began });
    return UNDER_WAY;
  }
  const record = await lastMove(env.DB, partner);
  if (!record) throw new Error(`the move of ${partner} was not noted`);
  return done(record);
}
