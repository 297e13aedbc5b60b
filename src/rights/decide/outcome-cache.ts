/**
 * Outcomes are cached by all that they depend on. An outcome holds for every component that no rule in play tells apart from the one
 * that it was judged for, of whatever article, until the next instant that a rule names.
 */

import { OUTCOMES_CACHED_CHARS_MAX, OUTCOMES_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { addDuration, type Duration } from '../odrl/time.ts';
import { USE_PARTS } from './dimensions.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { judgeOutcome, type Outcome } from './outcome.ts';

interface CachedOutcome {
  outcome: Outcome;
  /** The instant that it was judged for, and the first one after it that a rule names. Milliseconds, UTC. */
  fromMs: number;
  untilMs: number;
  /** After which time from its creation a version's rights end; absent: they end at the same instant for all versions. */
  expiresAfter?: Duration | undefined;
  chars: number;
}

const cache = new BoundedMap<CachedOutcome>({
  entriesMax: OUTCOMES_CACHED_MAX,
  weightMax: OUTCOMES_CACHED_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

export function outcomeOf(context: EvaluationContext): Outcome {
  // A rule that names its targets tells every item from every other, and one case is judged as fast as it is found.
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
 * Where the times that elapse from a version's creation end, in the order of all instants at which something can change. Rules compare
 * instants with each other only, so what is decided depends on nothing else of the date of a version.
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
