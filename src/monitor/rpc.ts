/** RPC interface of a monitor. Only types, like `ledger/rpc.ts`. */
import type { Failures, WatchState } from './types.ts';

export interface MonitorRpc extends Rpc.DurableObjectBranded {
  /**
   * `monitor` only: runs a check unless its own alarm has done so lately. Returns when the due messages are
   * sent, or after some seconds; throws when no check has succeeded for minutes.
   */
  watch(): Promise<void>;
  /**
   * `standby` only: notes whether the monitor answers. `detail` says what is wrong; null means that it
   * answers.
   */
  noteWatch(detail: string | null): Promise<void>;
  noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): Promise<void>;
  alerts(): Promise<WatchState>;
}
