import { describe, expect, it } from 'vitest';
import { actionMessage, changedMembers } from '../../src/ledger/actions.ts';

const by = { operator: 'opr_1', now: 0 } as Parameters<typeof actionMessage>[0];

describe('the changed members of a resource', () => {
  it('are those that were set, changed at any depth or removed, in order, without those that follow', () => {
    const before = { name: 'A', titles: [{ id: 't', market: 'DE' }], contact: 'x', version: 1, updated: '1' };
    const after = {
      name: 'A',
      titles: [{ market: 'AT', id: 't' }],
      status: 'active',
      version: 2,
      updated: '2',
    };
    expect(changedMembers(before, after)).toEqual(['contact', 'status', 'titles']);
  });

  it('are none if only the order of members differs, or there was or is nothing', () => {
    expect(changedMembers({ of: { a: 1, b: 2 } }, { of: { b: 2, a: 1 } })).toEqual([]);
    expect(changedMembers(null, { name: 'A' })).toEqual([]);
    expect(changedMembers({ name: 'A' }, undefined)).toEqual([]);
  });

  it('are in the action by name, and their values are not', () => {
    const change = { before: { contact: 'old@a.example' }, after: { contact: 'new@a.example' } };
    const message = JSON.stringify(actionMessage(by, 'partner.change', 'par_1', change));
    expect(message).toContain('"changed":["contact"]');
    expect(message).not.toContain('@a.example');
    expect(JSON.stringify(actionMessage(by, 'partner.create', 'par_1', { after: {} }))).not.toContain(
      'changed',
    );
  });
});
