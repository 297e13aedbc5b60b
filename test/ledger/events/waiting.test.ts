import { describe, expect, it } from 'vitest';
import { WaitingCallers } from '../../../src/ledger/events/waiting.ts';
import { WAITING_CALLERS_MAX } from '../../../src/ledger/limits.ts';

const LONG_MS = 60_000;

describe('a caller that waits for an event', () => {
  it('is answered at once if as many of its license wait as may', async () => {
    const waiting = new WaitingCallers();
    const answered: string[] = [];
    const callers = Array.from({ length: WAITING_CALLERS_MAX }, () =>
      waiting.wait('lic_1', LONG_MS).then(() => answered.push('waited')),
    );
    await waiting.wait('lic_1', LONG_MS).then(() => answered.push('at once'));
    expect(answered).toEqual(['at once']);
    const other = waiting.wait('lic_2', LONG_MS).then(() => answered.push('other'));
    waiting.wake(['lic_1']);
    await Promise.all(callers);
    expect(answered).not.toContain('other');
    waiting.wake(['lic_2']);
    await other;
  });
});
