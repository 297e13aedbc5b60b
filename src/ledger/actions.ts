/**
 * Operators' actions, for the operators' log: who, what, on which resource, with digests before and after.
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
  const action = {
    id: newId('act'),
    operator: by.operator,
    act,
    resource,
    ...(holder !== undefined && { holder }),
    ...(change !== undefined && { change }),
    before: digestOf(before),
    after: digestOf(after),
    done: new Date(by.now).toISOString(),
    ...(via !== undefined && { via }),
    ...(reason !== undefined && { reason }),
  };
  return { object: OPERATORS_OBJECT, change: { kind: 'action', action } };
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
