/**
 * Whatever happens to the log, every entry is in its block as it was written, found and counted once, and in
 * the end nothing is missing and no finding is open. Two shards drain, index, archive and delete, in turn or
 * together, interrupted at any call or evicted. Partners move; segments are moved to R2 and restored, and
 * their texts are deleted unless they are held. Somebody deletes blocks and segments. The database is
 * restored to earlier points, also while any of this is under way.
 */
import fc from 'fast-check';
import { it } from 'vitest';
import { budget } from '../../support/runs.ts';
import { live, PARTS, type Step } from './history.ts';
import type { Interruption } from './interrupted.ts';

const object = fc.constantFrom(0, 1);
const license = fc.constantFrom(0, 1, 2, 3);
const partner = fc.constantFrom(0, 1, 2);
const part = fc.constantFrom(...PARTS);
const interruption: fc.Arbitrary<Interruption | undefined> = fc.option(
  fc.record({
    at: fc.integer({ min: 0, max: 20 }),
    event: fc.constantFrom('cut off before', 'cut off after', 'restore D1'),
  }),
  { nil: undefined },
);
const delivering = fc.record({
  do: fc.constant('deliver' as const),
  license,
  count: fc.integer({ min: 1, max: 4 }),
  days: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 10, max: 35 })),
});
const sameDay = <T extends { days: number }>(one: T) => ({ ...one, days: 0 });
const puttingBack = fc.record({ do: fc.constantFrom('put back', 'take out again'), object });
const moving = fc.record({ do: fc.constant('begin to move' as const), partner });
const weighed = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

const step: fc.Arbitrary<Step> = fc.oneof(
  weighed(6, delivering),
  weighed(4, fc.record({ do: fc.constant('drain' as const), object, interruption })),
  weighed(6, fc.record({ do: part, object, interruption })),
  weighed(
    3,
    fc.record({
      do: fc.constant('together' as const),
      parts: fc.tuple(fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 3 })),
      meanwhile: fc.array(fc.oneof(puttingBack, moving, delivering.map(sameDay)), { maxLength: 2 }),
    }),
  ),
  weighed(4, fc.record({ do: fc.constant('keep a point' as const) })),
  weighed(3, fc.record({ do: fc.constant('restore D1' as const), point: fc.integer({ min: 0, max: 3 }) })),
  weighed(2, puttingBack),
  weighed(2, fc.record({ do: fc.constant('evict' as const), object })),
  weighed(3, moving),
  weighed(1, fc.record({ do: fc.constantFrom('hold', 'release'), license })),
  weighed(1, fc.record({ do: fc.constantFrom('lose a block', 'lose a segment'), object, nth: fc.nat(9) })),
);

/**
 * The same few with each run of the tests. Whoever looks for others takes another seed, and hundreds of them.
 */
const HISTORIES = { numRuns: budget(20, 2), seed: 20_461_127 };

it('sums are a recount, and nothing is missing, after any history', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), live), HISTORIES);
});

const move: Step[] = [
  { do: 'begin to move', partner: 0 },
  { do: 'move', object: 0 },
];
const deliver = (days: number): Step => ({ do: 'deliver', license: 0, count: 5, days });
const drained: Step = { do: 'drain', object: 0 };
const indexed: Step = { do: 'index', object: 0 };
const archived: Step = { do: 'archive', object: 0 };

it.each<[string, Step[]]>([
  [
    'that D1 was put back to before, and that only the archive has by then',
    [
      { do: 'keep a point' },
      ...[deliver(1), drained, deliver(80), drained, indexed, archived],
      { do: 'restore D1', point: 0 },
    ],
  ],
  [
    'that D1 let go of, and nobody heard of it',
    [
      ...[deliver(1), drained, deliver(80), drained],
      { do: 'archive', object: 0, interruption: { at: 9, event: 'cut off after' } },
    ],
  ],
  [
    'that were in the archive at the point that D1 was put back to',
    [
      ...[deliver(1), drained, deliver(80), drained, indexed, archived],
      ...([{ do: 'keep a point' }, deliver(1), drained, { do: 'restore D1', point: 0 }] as Step[]),
    ],
  ],
  [
    'that are in one pack with others which were not drained when the month was over',
    [
      { do: 'deliver', license: 3, count: 1, days: 12 },
      { do: 'index', object: 1 },
      { do: 'deliver', license: 0, count: 1, days: 0 },
      { do: 'keep a point' },
    ],
  ],
  [
    'that were put back, found, and taken out again',
    [
      ...[deliver(1), drained, deliver(80), drained, indexed, archived],
      ...([{ do: 'put back', object: 0 }, indexed, { do: 'take out again', object: 0 }] as Step[]),
    ],
  ],
  [
    'of a partner that was on its way back when D1 was put back to before it had left',
    [
      ...[{ do: 'keep a point' } as Step, deliver(1), drained, ...move],
      ...([
        { do: 'begin to move', partner: 0 },
        { do: 'restore D1', point: 0 },
      ] as Step[]),
    ],
  ],
  [
    'that came with a partner, and are older than those that were there',
    [
      ...[deliver(1), drained],
      ...([
        { do: 'deliver', license: 3, count: 3, days: 60 },
        { do: 'drain', object: 1 },
      ] as Step[]),
      ...[...move, { do: 'deliver', license: 3, count: 1, days: 20 } as Step],
    ],
  ],
  [
    'that D1 was put back to before, twice, with nothing drained since they were told to it from the archive',
    [
      ...([{ do: 'keep a point' }, deliver(1), drained, deliver(80), drained, indexed, archived] as Step[]),
      ...([{ do: 'restore D1', point: 0 }, drained, drained, { do: 'keep a point' }, archived] as Step[]),
      { do: 'restore D1', point: 0 },
    ],
  ],
])('entries %s are counted once, and go when it is time', async (_, steps) => {
  await live([...steps, drained, indexed, archived]);
});
