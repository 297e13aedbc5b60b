/**
 * Operators' actions, for the operators' log: who, what, on which resource, with digests before and after and
 * the names of what changed.
 * The action is an outbox row in the same batch as the change, so neither exists without the other; an action
 * that a shard performs, such as a move, is logged before it is requested.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { newId } from '../platform/ids.ts';
import type { Actor } from '../platform/openapi.ts';
import { OPERATORS_OBJECT } from './names.ts';
import type { OutboxMessage } from './outbox.ts';
import type { Action } from './types.ts';

export interface ActedOn extends Pick<Action, 'holder' | 'via' | 'reason'> {
  change?: string | undefined;
  /** State of the resource before and after. */
  before?: object | null;
  after?: object | null;
}

/**
 * `act` is `<kind of resource>.<verb>`. `before` or `after` null: the resource did not exist yet, or no
 * longer exists.
 */
export function actionMessage(
  by: Actor,
  act: string,
  resource: string,
  { holder, change, before, after, via, reason }: ActedOn,
): OutboxMessage {
  const changed = changedMembers(before, after);
  const action = {
    id: newId('act'),
    operator: by.operator,
    act,
    resource,
    ...(holder !== undefined && { holder }),
    ...(change !== undefined && { change }),
    ...(changed.length > 0 && { changed }),
    before: digestOf(before),
    after: digestOf(after),
    done: new Date(by.now).toISOString(),
    ...(via !== undefined && { via }),
    ...(reason !== undefined && { reason }),
  };
  return { object: OPERATORS_OBJECT, change: { kind: 'action', action } };
}

/** Members that change with every version, or follow from others. */
const FOLLOWING = new Set([
  'version',
  'seq',
  'updated',
  'changed',
  'operator',
  'prose',
  'reading',
  'warnings',
]);

/**
 * Names of the members that were set, changed or removed, in order. The log never has their values, which may
 * be personal and could not be corrected in it.
 */
export function changedMembers(
  before: object | null | undefined,
  after: object | null | undefined,
): string[] {
  if (!before || !after) return [];
  const [old, current] = [before, after] as Record<string, unknown>[];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !FOLLOWING.has(name) && canonicalize(old?.[name]) !== canonicalize(current?.[name]))
    .sort();
}

const STATUS_CHANGES: Record<string, string> = {
  active: 'reactivate',
  suspended: 'suspend',
  terminated: 'terminate',
  withdrawn: 'withdraw',
};

/** The verb of a change of status; undefined if the status is the same. */
export function statusChange(before: { status: string }, after: { status: string }): string | undefined {
  return before.status === after.status ? undefined : STATUS_CHANGES[after.status];
}

/** Hex SHA-256 of the RFC 8785 form. */
export function digestOf(resource: object | null | undefined): string | null {
  if (!resource) return null;
  return createHash('sha256')
    .update(canonicalize(resource) ?? '')
    .digest('hex');
}
