/**
 * Caches outcomes by everything that they depend on. An outcome holds for every component, of any article,
 * that no applicable rule distinguishes from the judged one, until the next instant that a rule names.
 */

import { OUTCOMES_CACHED_CHARS_MAX, OUTCOMES_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { addDuration, type Duration } from '../odrl/time.ts';
import { USE_PARTS } from './dimensions.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { judgeOutcome, type Outcome } from './outcome.ts';

interface CachedOutcome {
  outcome: Outcome;
  /** Instant of judgement, and the next instant that a rule names. Milliseconds, UTC. */
  fromMs: number;
  untilMs: number;
  /**
   * Duration from the creation of a version to the end of its rights. Absent: the rights of all versions end
   * at the same instant.
   */
  expiresAfter?: Duration | undefined;
  chars: number;
}

const cache = new BoundedMap<CachedOutcome>({
  entriesMax: OUTCOMES_CACHED_MAX,
  weightMax: OUTCOMES_CACHED_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

export function outcomeOf(context: EvaluationContext): Outcome {
  // A rule with targets distinguishes all items, and a single case is judged as fast as it is looked up.
  if (context.policies.targeted || isSingleCase(context)) return judgeOutcome(context);
  const key = keyOf(context);
  const cachedOutcome = cache.get(key);
  if (cachedOutcome && cachedOutcome.fromMs <= context.now && context.now < cachedOutcome.untilMs)
    return forVersion(cachedOutcome, context);
  const outcome = judgeOutcome(context);
  cache.set(key, toCached(outcome, context, key.length));
  return outcome;
}

const isSingleCase = ({ stated }: EvaluationContext): boolean =>
  USE_PARTS.every((part) => stated[part] !== undefined);

function toCached(outcome: Outcome, context: EvaluationContext, keyChars: number): CachedOutcome {
  const { policies, now } = context;
  const { instants, elapsed } = policies.bounds;
  const { rights } = outcome;
  return {
    outcome,
    fromMs: now,
    untilMs: instants.find((instant) => instant > now) ?? Infinity,
    expiresAfter: elapsed.find((duration) => endOf(duration, context) === rights?.expires),
    chars: keyChars + (rights ? JSON.stringify(rights).length : 0),
  };
}

const endOf = (duration: Duration, { subject }: EvaluationContext): number =>
  addDuration(subject.versionCreated, duration);

function keyOf(context: EvaluationContext): string {
  const { policies, stated, unreviewed, subject, component, embargoedUntil } = context;
  return JSON.stringify([
    policies.serial,
    policies.typeKey(component.type),
    unreviewed !== undefined,
    subject.language,
    embargoedUntil,
    timeKey(context),
    stated,
  ]);
}

/**
 * Ranks the ends of periods that start with the version's creation among all instants at which something can
 * change. Rules only compare instants, so decisions depend on nothing else of the version's date.
 */
function timeKey(context: EvaluationContext): string {
  const { policies, now, embargoedUntil = Infinity } = context;
  const { instants, elapsed } = policies.bounds;
  if (elapsed.length === 0) return '';
  const ends = elapsed.map((duration) => endOf(duration, context));
  const allInstants = [...instants, policies.license.record.ends, embargoedUntil, ...ends];
  return ends
    .map((end) => {
      if (end <= now) return 'past';
      const before = allInstants.filter((instant) => instant < end).length;
      return `${before} ${allInstants.filter((instant) => instant === end).length}`;
    })
    .join();
}

function forVersion({ outcome, expiresAfter }: CachedOutcome, context: EvaluationContext): Outcome {
  const { rights } = outcome;
  if (!rights || !expiresAfter) return outcome;
  const expires = endOf(expiresAfter, context);
  return expires === rights.expires ? outcome : { ...outcome, rights: { ...rights, expires } };
}
