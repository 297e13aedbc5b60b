/** Recorded words of decisions about the rules of a restriction: scope, order, permissions, and duties. */
import { TOP_ACTIONS } from '../../../../src/rights/odrl/actions.ts';
import { FULL_USE, license, where } from '../../fixtures.ts';
import { bound, expectRecorded, forbid, NO_PURPOSE, onItem, only } from './recorded.ts';

const EDITORIAL_ONLY = onItem({
  prohibition: [{ action: [...TOP_ACTIONS], constraint: [where('purpose', 'isNoneOf', ['editorial'])] }],
});
const GERMANY_OUT = onItem(
  { prohibition: [{ action: [...TOP_ACTIONS], constraint: [where('spatial', 'eq', 'DE')] }] },
  'rst_2',
);

expectRecorded(import.meta.url, {
  'a rule without constraints': () => ({ restrictions: [forbid()], use: FULL_USE }),
  'one act of several': () => ({
    restrictions: [onItem({ prohibition: [{ action: ['archive', 'print', 'display'] }] })],
    use: {},
  }),
  'all acts but for a purpose that is not stated, in a place that is out': () => ({
    restrictions: [EDITORIAL_ONLY, GERMANY_OUT],
    use: { title: 'morgen', territory: 'DE' },
  }),
  'all acts but for a purpose that is not stated': () => ({
    restrictions: [EDITORIAL_ONLY],
    use: { title: 'morgen' },
  }),
  'only a place': () => ({ restrictions: [only(where('spatial', 'eq', 'AT'))], use: FULL_USE }),
  'only a place, and it is there': () => ({
    restrictions: [only(where('spatial', 'eq', 'DE'))],
    use: FULL_USE,
  }),
  'only an act': () => ({ restrictions: [onItem({ permission: [{ action: 'archive' }] })], use: FULL_USE }),
  'only with a count': () => ({ restrictions: [only(where('count', 'lteq', 1))], use: FULL_USE }),
  'a duty of a restriction': () => ({
    restrictions: [onItem({ obligation: [{ action: 'obtainConsent' }] })],
    use: FULL_USE,
  }),
  'a duty of a restriction that is not due': () => ({
    restrictions: [
      onItem({
        obligation: [{ action: 'obtainConsent', constraint: [where('purpose', 'eq', 'advertising')] }],
      }),
    ],
    use: FULL_USE,
  }),
  'a duty that may be due': () => ({
    restrictions: [
      onItem({ obligation: [{ action: 'obtainConsent', constraint: [where('count', 'gt', 1)] }] }),
    ],
    use: FULL_USE,
  }),
  'of the agency': () => ({
    restrictions: [bound({ kind: 'agency' }, { prohibition: [{ action: 'distribute' }] })],
    use: FULL_USE,
  }),
  'of a section': () => ({
    restrictions: [
      bound({ kind: 'section', section: 'politics' }, { prohibition: [{ action: 'distribute' }] }),
    ],
    use: FULL_USE,
  }),
  'of a component': () => ({
    restrictions: [
      bound({ kind: 'component', component: 'cmp_dispatch' }, { prohibition: [{ action: 'distribute' }] }),
    ],
    use: FULL_USE,
  }),
  "of another client's exclusivity": () => ({
    restrictions: [
      bound(
        { kind: 'exclusivity' },
        { prohibition: [{ action: 'distribute', constraint: [where('spatial', 'eq', 'DE')] }] },
      ),
    ],
    use: FULL_USE,
  }),
  'two rules, of which the second forbids': () => ({
    restrictions: [
      onItem({
        prohibition: [
          { action: 'distribute', constraint: [where('spatial', 'eq', 'JP')] },
          { action: 'distribute', constraint: [where('deliveryChannel', 'eq', 'web')] },
        ],
      }),
    ],
    use: FULL_USE,
  }),
  'nine values': () => ({
    license: license({ territories: ['world'] }),
    restrictions: [
      forbid(where('purpose', 'isAnyOf', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'editorial'])),
    ],
    use: FULL_USE,
  }),
  'eight values': () => ({
    restrictions: [forbid(where('purpose', 'isAnyOf', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'editorial']))],
    use: FULL_USE,
  }),
  'a set without a member': () => ({
    license: license({ territories: ['world'] }),
    restrictions: [forbid(where('spatial', 'isAnyOf', ['EU', '-FR', '-IT']))],
    use: FULL_USE,
  }),
  'either of two, both hold': () => ({
    restrictions: [
      forbid({ or: { '@list': [where('spatial', 'eq', 'DE'), where('purpose', 'eq', 'editorial')] } }),
    ],
    use: FULL_USE,
  }),
  'two that hold, the first in the order of asking': () => ({
    restrictions: [forbid(where('purpose', 'eq', 'editorial'), where('spatial', 'eq', 'DE'))],
    use: FULL_USE,
  }),
  'one holds, one is open': () => ({
    restrictions: [forbid(where('purpose', 'eq', 'editorial'), where('count', 'gt', 2))],
    use: FULL_USE,
  }),
  'one is open, one cannot be evaluated': () => ({
    restrictions: [forbid(where('count', 'gt', 2), where('unheardOf', 'eq', 'a'))],
    use: FULL_USE,
  }),
  'two restrictions, the first that forbids': () => ({
    restrictions: [
      onItem(
        { prohibition: [{ action: 'use', constraint: [where('purpose', 'eq', 'editorial')] }] },
        'rst_a',
      ),
      onItem({ prohibition: [{ action: 'use' }] }, 'rst_b'),
    ],
    use: FULL_USE,
  }),
  'that meets most of what is left open': () => ({
    restrictions: [
      onItem({
        prohibition: [
          { action: 'use', constraint: [where('purpose', 'eq', 'advertising')] },
          { action: 'use', constraint: [where('spatial', 'isAnyOf', ['DE', 'AT', 'CH', 'LI'])] },
        ],
      }),
    ],
    use: { action: 'distribute' },
  }),
  'only with a duty that is not done': () => ({
    restrictions: [onItem({ permission: [{ action: 'use', duty: [{ action: 'obtainConsent' }] }] })],
    use: FULL_USE,
  }),
  'only with a purpose and a count, neither stated': () => ({
    restrictions: [only(where('purpose', 'eq', 'advertising'), where('count', 'lteq', 2))],
    use: NO_PURPOSE,
  }),
});
