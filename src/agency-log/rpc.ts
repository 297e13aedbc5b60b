/** What the object of the agency log answers over RPC. Types alone, as `ledger/rpc.ts`. */
import type { LogKeeperRpc } from '../ledger/rpc.ts';
import type { RootAnswer, RootSubmission } from '../ledger/transparency/types.ts';

export interface AgencyLogRpc extends LogKeeperRpc {
  /** Takes in roots of the logs of licenses. */
  addRoots(roots: RootSubmission[]): Promise<RootAnswer[]>;
  /** The roots at these places as they are its leaves; null: there is none. */
  rootBodies(indexes: number[]): Promise<(string | null)[]>;
}
