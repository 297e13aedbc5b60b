import { describe, expect, it } from 'vitest';
import { derivedId, newId, timeOfId } from '../../src/platform/ids.ts';

describe('the time of an id', () => {
  it('is when a new id was made', () => {
    const before = Date.now();
    const time = timeOfId(newId('dlv'));
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it('is unknown for derived ids, also for the sixteenth of them that looks like a new one', () => {
    const ids = Array.from({ length: 100 }, (_, count) => derivedId('itm', `urn:item:${count}`));
    expect(ids.filter((id) => id[16] === '7')).not.toEqual([]);
    expect(ids.map(timeOfId).filter((time) => time !== null)).toEqual([]);
  });
});
