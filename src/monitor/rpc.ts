/** What a monitor answers over RPC. Types alone, as `ledger/rpc.ts`. */
import type { Failures, WatchState } from './types.ts';

export interface MonitorRpc extends Rpc.DurableObjectBranded {
  /**
   * For the monitor: looks, if its own alarm has not done so lately. Returns when what is due was sent, or after some seconds; throws when
   * it cannot look.
   */
  watch(): Promise<void>;
  /** For the standby: whether the monitor answers; `detail` says how it does not. */
  noteWatch(detail: string | null): Promise<void>;
  /** For the monitor: requests that failed, as an isolate has seen them. */
  noteFailures(failures: Pick<Failures, 'kind' | 'count'>[]): Promise<void>;
  /** What fires, and what was told of it. */
  alerts(): Promise<WatchState>;
}
