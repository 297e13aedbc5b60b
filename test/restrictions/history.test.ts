import { describe, expect, it } from 'vitest';
import { withChanges } from '../../src/restrictions/history.ts';
import { withholdingPolicy } from '../../src/restrictions/withhold.ts';
import { readProse } from '../../src/rights/index.ts';
import type { OdrlJson, RestrictionScope } from '../../src/rights/types.ts';

interface State {
  status?: 'active' | 'withdrawn';
  reviewed?: boolean;
  text?: string;
  policy?: OdrlJson | null;
  source?: 'desk' | 'wire';
}

const COMPONENT: RestrictionScope = { kind: 'component', component: 'cmp_1' };
const found = readProse('JAPAN OUT').policy;
const other = readProse('CHINA OUT').policy;
const OPEN = { reviewed: false, policy: found };

/** Changes of versions, oldest first. */
function changesOf(states: State[], scope = COMPONENT) {
  const versions = states.map((state, index) => ({
    ...{ version: index + 1, status: 'active' as const, reviewed: true, text: 'JAPAN OUT. X', policy: found },
    source: 'desk' as const,
    ...state,
  }));
  return withChanges(versions.reverse(), scope)
    .reverse()
    .map(({ change }) => change);
}

describe('the history of a restriction', () => {
  it('names each decision of a review, and that it was undone', () => {
    const withheld = { policy: withholdingPolicy({ scope: COMPONENT, policy: found }) };
    expect(changesOf([OPEN, {}, OPEN, { policy: null }, OPEN, withheld, OPEN, { policy: other }])).toEqual(
      'create confirm reopen release reopen withhold reopen correct'.split(' '),
    );
  });

  it('names changes outside of a review', () => {
    const withdrawn = { status: 'withdrawn' as const, policy: other };
    const states = [{}, { policy: other }, { policy: other }, withdrawn, { policy: other }, { text: 'Y' }];
    expect(changesOf(states)).toEqual('create edit repeat withdraw reinstate text'.split(' '));
  });

  it('calls nothing a decision that a delivery of the newsroom wrote', () => {
    const source = 'wire' as const;
    const withheld = withholdingPolicy({ scope: COMPONENT, policy: found });
    for (const policy of [found, other, null, withheld])
      expect(changesOf([OPEN, { policy, source }])).toEqual(['create', 'reread']);
    expect(changesOf([{}, { ...OPEN, source }, { ...OPEN, source }])).toEqual(['create', 'reread', 'repeat']);
    const withdrawn = { status: 'withdrawn' as const, source };
    expect(changesOf([OPEN, withdrawn, { source }, { source, text: 'Y' }])).toEqual(
      'create withdraw reinstate text'.split(' '),
    );
  });

  it('calls pictures of a section kept withheld, whatever was found', () => {
    const scope: RestrictionScope = { kind: 'section', section: 'sport' };
    for (const policy of [found, null]) {
      const withheld = { policy: withholdingPolicy({ scope, policy }) };
      expect(changesOf([{ reviewed: false, policy }, withheld], scope)).toEqual(['create', 'withhold']);
    }
  });
});
