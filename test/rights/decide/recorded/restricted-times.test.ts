/**
 * Recorded words of decisions about restrictions of time and amount, and about those that cannot be
 * evaluated.
 */
import { DAY_MS, FULL_USE, NOW, subject, where } from '../../fixtures.ts';
import { expectRecorded, forbid, longerThan, onItem, until } from './recorded.ts';

expectRecorded(import.meta.url, {
  'after some days': () => ({
    restrictions: [forbid(longerThan('P14D'))],
    subject: subject({ versionCreated: NOW - 15 * DAY_MS }),
    use: FULL_USE,
  }),
  'after some days that are not over': () => ({ restrictions: [forbid(longerThan('P14D'))], use: FULL_USE }),
  'in the first hours': () => ({
    restrictions: [forbid(where('elapsedTime', 'lt', { '@value': 'PT48H', '@type': 'xsd:duration' }))],
    use: FULL_USE,
  }),
  'at just one instant after the creation': () => ({
    restrictions: [forbid(where('elapsedTime', 'eq', { '@value': 'P1D', '@type': 'xsd:duration' }))],
    use: FULL_USE,
  }),
  'at any but one instant after the creation': () => ({
    restrictions: [forbid(where('elapsedTime', 'neq', { '@value': 'P1D', '@type': 'xsd:duration' }))],
    subject: subject({ versionCreated: NOW - 2 * DAY_MS }),
    use: FULL_USE,
  }),
  'until a day': () => ({ restrictions: [forbid(until('2026-12-01T00:00:00Z'))], use: FULL_USE }),
  'from a day': () => ({
    restrictions: [
      forbid(where('dateTime', 'gteq', { '@value': '2026-11-01T00:00:00Z', '@type': 'xsd:dateTime' })),
    ],
    use: FULL_USE,
  }),
  'at an instant': () => ({
    restrictions: [
      forbid(where('dateTime', 'neq', { '@value': '2026-11-01T00:00:00Z', '@type': 'xsd:dateTime' })),
    ],
    use: FULL_USE,
  }),
  'until a day that is over, asked to the millisecond': () => ({
    restrictions: [forbid(until('2026-11-01T00:00:00Z'))],
    use: FULL_USE,
    now: NOW + 1,
  }),
  'a count that is not stated': () => ({ restrictions: [forbid(where('count', 'gt', 2))], use: FULL_USE }),
  'a count that is stated': () => ({
    restrictions: [forbid(where('count', 'gt', 2))],
    use: { ...FULL_USE, context: { count: 2 } },
  }),
  'a size, in a unit': () => ({
    restrictions: [forbid({ ...where('absoluteSize', 'gt', 1200), unit: 'px' })],
    use: { ...FULL_USE, context: { absoluteSize: '1300 px' } },
  }),
  'what cannot be evaluated': () => ({
    restrictions: [forbid(where('unheardOf', 'eq', ['a', 'b']))],
    use: FULL_USE,
  }),
  'what cannot be evaluated, part left open': () => ({
    restrictions: [
      onItem({ prohibition: [{ action: 'archive', constraint: [where('unheardOf', 'eq', 'a')] }] }),
    ],
    use: {},
  }),
  'what cannot be evaluated and names clients, to a partner': () => ({
    restrictions: [forbid(where('recipient', 'gt', 'par_9'))],
    use: FULL_USE,
  }),
  'what cannot be evaluated and names clients, to the desk': () => ({
    restrictions: [forbid(where('recipient', 'gt', 'par_9'))],
    use: FULL_USE,
    audience: 'desk',
  }),
  'a size in another measure': () => ({
    restrictions: [forbid({ ...where('absoluteSize', 'gt', 1200), unit: 'px' })],
    use: { ...FULL_USE, context: { absoluteSize: '20 cm' } },
  }),
});
