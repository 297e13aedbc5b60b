/**
 * How a request is made until it is answered: paced, again after a refusal that says when, and not for ever.
 */
import { StartFailure } from '../../lib/failure.ts';

export interface Answered {
  status: number;
  headers: Headers;
}

/** How long one request is repeated, ms: longer than a rollout, shorter than anybody waits for. */
const PATIENCE_MS = 5 * 60_000;
/** A `Retry-After` beyond it is not waited for at once, ms. */
const WAIT_MAX_MS = 61_000;
/** Between attempts when nothing answers, ms. */
const NO_ANSWER_WAIT_MS = 2_000;

/** So many requests a second, evenly; null: as fast as they are answered. */
export class Pace {
  readonly #everyMs: number;
  #nextMs = 0;

  constructor(perSecond: number | null) {
    this.#everyMs = perSecond === null ? 0 : 1_000 / perSecond;
  }

  async turn(): Promise<void> {
    if (this.#everyMs === 0) return;
    const now = performance.now();
    const at = Math.max(now, this.#nextMs);
    this.#nextMs = at + this.#everyMs;
    if (at > now) await pause(at - now);
  }
}

/**
 * Throws a `StartFailure` when the gateway does not answer for good, or says 429 or 503 for too long. `what`:
 * for that sentence.
 */
export async function patiently<T extends Answered>(
  ask: () => Promise<T>,
  { pace, what, untilMs = performance.now() + PATIENCE_MS }: { pace: Pace; what: string; untilMs?: number },
): Promise<T> {
  await pace.turn();
  const answer = await ask().catch((error: unknown) => noAnswer(error));
  if (!(answer instanceof Error) && !isRefusedForNow(answer)) return answer;
  const waitMs = answer instanceof Error ? NO_ANSWER_WAIT_MS : retryAfterMs(answer);
  if (performance.now() + waitMs > untilMs)
    throw new StartFailure(
      answer instanceof Error
        ? `${what}: no answer (${answer.message}); run it again to go on`
        : `${what}: ${answer.status} for ${PATIENCE_MS / 60_000} minutes; run it again to go on`,
    );
  await pause(waitMs);
  return patiently(ask, { pace, what, untilMs });
}

const isRefusedForNow = ({ status }: Answered) => status === 429 || status === 503;

/** Delay in seconds (RFC 9110 §10.2.3), within reason; ms. */
export function retryAfterMs({ headers }: Pick<Answered, 'headers'>): number {
  const seconds = Number(headers.get('Retry-After') ?? 1);
  return Math.min(WAIT_MAX_MS, Math.max(100, (Number.isFinite(seconds) ? seconds : 1) * 1_000));
}

/** What went wrong on the way; a fault of our own goes on as one. */
export function noAnswer(error: unknown): Error {
  const isOfNetwork =
    error instanceof Error && (error.message === 'fetch failed' || /^(Timeout|Abort)Error$/.test(error.name));
  if (!isOfNetwork) throw error;
  return error.cause instanceof Error ? error.cause : error;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
