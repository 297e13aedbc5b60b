/** RPC interface of the operators' object. Only types, like `ledger/rpc.ts`. */
import type { EntryKeeperRpc } from '../ledger/rpc.ts';
import type { OneTimeId, OperatorState, SessionRequest, SessionState, TokenUse } from '../ledger/types.ts';

export interface OperatorsRpc extends EntryKeeperRpc {
  /** The operator, if active, with a valid token and proof. */
  checkOperator(
    id: string,
    use?: { token?: TokenUse; proof?: OneTimeId },
  ): Promise<Pick<OperatorState, 'id' | 'role'> | null>;
  /**
   * Opens a console session if the operator is active and the token is valid and unused. Durable when it
   * returns.
   */
  openSession(request: SessionRequest): Promise<SessionState | null>;
  /** The session, if it is open and its operator has not changed. */
  session(id: string): Promise<SessionState | null>;
  /** Open sessions of an operator, newest first. */
  sessionsOf(operator: string): Promise<SessionState[]>;
  /** Ends one session of an operator or, without an id, all. Durable when it returns. */
  endSessions(operator: string, id?: string): Promise<void>;
  /** State of an operator in the object; null if unknown. */
  operatorStanding(id: string): Promise<OperatorState | null>;
}
