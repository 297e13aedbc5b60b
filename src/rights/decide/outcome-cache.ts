/**
 * Outcomes are cached by all that they depend on. An outcome holds for every component that no rule in play tells apart from the one
 * that it was judged for, of whatever article, until the next instant that a rule names.
 */

import { OUTCOMES_CACHED_CHARS_MAX, OUTCOMES_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { addDuration, type Duration } from '../odrl/time.ts';
import type { Bench } from './bench.ts';
import { PARTS } from './dimensions.ts';
import { judgeOutcome, type Outcome } from './outcome.ts';

interface Cached {
  outcome: Outcome;
  /** The instant that it was judged for, and the first one after it that a rule names. Milliseconds, UTC. */
  fromMs: number;
  untilMs: number;
  /** After which time from its creation a version's rights end; absent: they end at the same instant for all versions. */
  expiresAfter?: Duration | undefined;
  chars: number;
}

const cache = new BoundedMap<Cached>({
  entriesMax: OUTCOMES_CACHED_MAX,
  weightMax: OUTCOMES_CACHED_CHARS_MAX,
  weigh: ({ chars }) => chars,
});

export function outcomeOf(bench: Bench): Outcome {
  // A rule that names its targets tells every item from every other, and one case is judged as fast as it is found.
  if (bench.docket.targeted || isOneCase(bench)) return judgeOutcome(bench);
  const key = keyOf(bench);
  const known = cache.get(key);
  if (known && known.fromMs <= bench.now && bench.now < known.untilMs) return ofVersion(known, bench);
  const outcome = judgeOutcome(bench);
  cache.set(key, cached(outcome, bench, key.length));
  return outcome;
}

const isOneCase = ({ stated }: Bench): boolean => PARTS.every((part) => stated[part] !== undefined);

function cached(outcome: Outcome, bench: Bench, keyChars: number): Cached {
  const { docket, now } = bench;
  const { instants, elapsed } = docket.times;
  const { rights } = outcome;
  return {
    outcome,
    fromMs: now,
    untilMs: instants.find((instant) => instant > now) ?? Infinity,
    expiresAfter: elapsed.find((duration) => endOf(duration, bench) === rights?.expires),
    chars: keyChars + (rights ? JSON.stringify(rights).length : 0),
  };
}

const endOf = (duration: Duration, { subject }: Bench): number =>
  addDuration(subject.versionCreated, duration);

function keyOf(bench: Bench): string {
  const { docket, stated, unreviewed, subject, component, embargoedUntil } = bench;
  return JSON.stringify([
    docket.serial,
    docket.typeSign(component.type),
    unreviewed !== undefined,
    subject.language,
    embargoedUntil,
    timeSign(bench),
    stated,
  ]);
}

/**
 * Where the times that elapse from a version's creation end, in the order of all instants at which something can change. Rules compare
 * instants with each other only, so what is decided depends on nothing else of the date of a version.
 */
function timeSign(bench: Bench): string {
  const { docket, now, embargoedUntil = Infinity } = bench;
  const { instants, elapsed } = docket.times;
  if (elapsed.length === 0) return '';
  const ends = elapsed.map((duration) => endOf(duration, bench));
  const all = [...instants, docket.license.record.ends, embargoedUntil, ...ends];
  return ends
    .map((end) => {
      if (end <= now) return 'past';
      const before = all.filter((instant) => instant < end).length;
      return `${before} ${all.filter((instant) => instant === end).length}`;
    })
    .join();
}

function ofVersion({ outcome, expiresAfter }: Cached, bench: Bench): Outcome {
  const { rights } = outcome;
  if (!rights || !expiresAfter) return outcome;
  const expires = endOf(expiresAfter, bench);
  return expires === rights.expires ? outcome : { ...outcome, rights: { ...rights, expires } };
}
