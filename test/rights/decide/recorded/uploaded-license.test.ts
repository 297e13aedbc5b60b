/** Recorded words of decisions about a license with a policy. */
import { DAY_MS, FULL_USE, NOW, subject, where } from '../../fixtures.ts';
import { byPolicy, expectRecorded, KINDS, longerThan, permit } from './recorded.ts';

expectRecorded(import.meta.url, {
  "the license's own prohibition": () => ({
    license: byPolicy({
      permission: [{ action: 'use' }],
      prohibition: [{ action: 'print', constraint: [where('purpose', 'eq', 'advertising')] }],
    }),
    use: { ...FULL_USE, action: 'print', purpose: 'advertising' },
  }),
  "the license's own limit of time": () => ({
    license: byPolicy({
      permission: [{ action: 'use' }],
      prohibition: [{ action: 'display', constraint: [longerThan('P7D')] }],
    }),
    subject: subject({ versionCreated: NOW - 8 * DAY_MS }),
    use: { ...FULL_USE, action: 'display' },
  }),
  'a kind of title that is not licensed': () => ({
    license: byPolicy(
      { permission: [{ action: 'distribute', constraint: [where('product', 'eq', 'magazine')] }] },
      {},
      KINDS,
    ),
    use: FULL_USE,
  }),
  'a kind of medium that is not licensed': () => ({
    license: permit(where('media', 'isNoneOf', ['online', 'audio'])),
    use: FULL_USE,
  }),
  'a site that is not licensed': () => ({
    license: permit(where('virtualLocation', 'eq', 'other.example')),
    use: FULL_USE,
  }),
  'a size that is not stated': () => ({
    license: permit(where('absoluteSize', 'lteq', 1200)),
    use: FULL_USE,
  }),
  'a count that is too large': () => ({
    license: permit(where('count', 'lteq', 2)),
    use: { ...FULL_USE, context: { count: 3 } },
  }),
  "an operand of somebody's own": () => ({
    license: permit(where('http://example.org/mood', 'eq', 'glad')),
    use: FULL_USE,
  }),
  'a duty that must be done first': () => ({
    license: byPolicy({ permission: [{ action: 'distribute', duty: [{ action: 'obtainConsent' }] }] }),
    use: FULL_USE,
  }),
  'an obligation of the license': () => ({
    license: byPolicy({ permission: [{ action: 'distribute' }], obligation: [{ action: 'compensate' }] }),
    use: FULL_USE,
  }),
  'a duty that is not due yet': () => ({
    license: byPolicy({
      permission: [
        {
          action: 'distribute',
          duty: [{ action: 'compensate', constraint: [where('purpose', 'eq', 'advertising')] }],
        },
      ],
    }),
    use: FULL_USE,
  }),
  'two permissions, the second reaches it': () => ({
    license: byPolicy({
      permission: [
        { action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
        { action: 'distribute' },
      ],
    }),
    use: FULL_USE,
  }),
  'two permissions, neither reaches it, the nearer tells': () => ({
    license: byPolicy({
      permission: [
        { action: 'distribute', constraint: [where('spatial', 'eq', 'FR')] },
        { action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
      ],
    }),
    use: FULL_USE,
  }),
  'two permissions, neither reaches it, the first of equals tells': () => ({
    license: byPolicy({
      permission: [
        { uid: '#a', action: 'distribute', constraint: [where('purpose', 'eq', 'advertising')] },
        { uid: '#b', action: 'distribute', constraint: [where('purpose', 'eq', 'education')] },
      ],
    }),
    use: FULL_USE,
  }),
  'several constraints that fail': () => ({
    license: permit(
      where('purpose', 'eq', 'advertising'),
      where('spatial', 'eq', 'FR'),
      where('deliveryChannel', 'eq', 'print'),
    ),
    use: FULL_USE,
  }),
  'one of two fails, the other is open': () => ({
    license: permit(where('count', 'lteq', 2), where('purpose', 'eq', 'advertising')),
    use: FULL_USE,
  }),
  'either of two places': () => ({
    license: permit({
      or: { '@list': [where('spatial', 'eq', 'FR'), where('purpose', 'eq', 'advertising')] },
    }),
    use: FULL_USE,
  }),
  'both of two': () => ({
    license: permit({
      and: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'advertising')] },
    }),
    use: FULL_USE,
  }),
  'one of two, not both': () => ({
    license: permit({
      xone: { '@list': [where('spatial', 'eq', 'FR'), where('purpose', 'eq', 'advertising')] },
    }),
    use: FULL_USE,
  }),
  'one after the other': () => ({
    license: permit({
      andSequence: {
        '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'advertising')],
      },
    }),
    use: FULL_USE,
  }),
  'just one of two, and both hold': () => ({
    license: permit(where('count', 'lteq', 2), {
      xone: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'editorial')] },
    }),
    use: { ...FULL_USE, context: { count: 1 } },
  }),
  'just one of two, and both hold, beside a place that fails': () => ({
    license: permit(
      { xone: { '@list': [where('language', 'eq', 'de'), where('purpose', 'eq', 'editorial')] } },
      where('spatial', 'eq', 'FR'),
    ),
    use: FULL_USE,
  }),
  'either of two that are open': () => ({
    license: permit({
      or: {
        '@list': [where('count', 'lteq', 2), where('percentage', 'lteq', 50), where('spatial', 'eq', 'FR')],
      },
    }),
    use: FULL_USE,
  }),
  'nothing that is permitted of an open use': () => ({
    license: byPolicy({ permission: [{ action: 'distribute' }], prohibition: [{ action: 'use' }] }),
    use: {},
  }),
  'an act of an open use that needs a count': () => ({
    license: permit(where('count', 'lteq', 2)),
    use: { context: { count: 3 } },
  }),
  'a client of the license, to the partner itself': () => ({
    license: permit(where('recipient', 'eq', 'par_2')),
    use: FULL_USE,
  }),
  'a client of the license, to the desk': () => ({
    license: permit(where('recipient', 'eq', 'par_2')),
    use: FULL_USE,
    audience: 'desk',
  }),
});
