/** Dependencies shared by the transparency-log components of an object. */
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import type { Message } from '../../rights/types.ts';
import type { StoredTree } from '../merkle/nodes.ts';
import type { Head } from '../merkle.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { raiseFinding, settleFinding } from '../object-store/checkpoints.ts';
import { toStored } from '../stored-message.ts';
import { originOf } from './origins.ts';
import { heldTree, type TreeStore } from './trees.ts';
import type { Finding } from './types.ts';

export interface LogDeps extends Omit<ObjectDeps, 'entries' | 'db' | 'bucket'> {
  env: Env;
  trees: TreeStore;
  /** Size and frontier of a tree, from memory. */
  head(tree: string): Head;
  /** Whether the log is only partly here, or may have continued in another object; from memory. */
  isElsewhere(tree: string): boolean;
}

/**
 * Logs a finding once, and reports it in health until it is settled. `reason`: a message, or the text of an
 * external service.
 */
export function reportFinding(
  deps: LogDeps,
  kind: Finding['kind'],
  origin: string,
  reason: Message | string,
): void {
  const stored = toStored(reason);
  if (raiseFinding(deps.sql, { kind, origin, ...stored, sinceMs: deps.now() }))
    log('error', kind, { object: deps.object, origin, detail: stored.detail });
}

export function settleFindingOf(deps: LogDeps, kind: Finding['kind'], origin: string): void {
  settleFinding(deps.sql, kind, origin);
}

export function originIn(deps: LogDeps, tree: string): string {
  return originOf(deps.env.LOG_ORIGIN, tree);
}

/** A log for proofs. */
export function treeIn(deps: LogDeps, tree: string): StoredTree {
  return heldTree(deps.trees, tree, deps.head(tree));
}
