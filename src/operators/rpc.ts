/** What the operators' object answers over RPC. Types alone, as `ledger/rpc.ts`. */
import type { EntryKeeperRpc } from '../ledger/rpc.ts';
import type { OperatorState, SessionRequest, SessionState, Spent, TokenUse } from '../ledger/types.ts';

export interface OperatorsRpc extends EntryKeeperRpc {
  /** The operator, if active and the token and its proof are good. */
  checkOperator(
    id: string,
    use?: { token?: TokenUse; proof?: Spent },
  ): Promise<Pick<OperatorState, 'id' | 'role'> | null>;
  /** Signs an operator in to the console, if active and the token is good and not used. It returns when it is durable. */
  openSession(request: SessionRequest): Promise<SessionState | null>;
  /** The session, if it is not over and its operator is still what it was. */
  session(id: string): Promise<SessionState | null>;
  /** Those of an operator that are not over, newest first. */
  sessionsOf(operator: string): Promise<SessionState[]>;
  /** Ends one session of an operator or, without an id, all of them. It returns when that is durable. */
  endSessions(operator: string, id?: string): Promise<void>;
  /** What the object has been told of an operator; null: nothing. */
  operatorStanding(id: string): Promise<OperatorState | null>;
}
