import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerCaller,
  Slot,
  type SlotLimits,
  Slots,
} from '../../../src/platform/large-answers/slots.ts';

const LIMITS: SlotLimits = {
  answersMax: 4,
  partnerAnswersMax: 3,
  callerAnswersMax: 2,
  bytesMax: 100,
  lapseMs: 1_000,
};

const auditor = (id: string): AnswerCaller => ({ kind: 'operator', id });
const partner = (id: string): AnswerCaller => ({ kind: 'partner', id });

function taken(slots: Slots, caller: AnswerCaller, nowMs = 0): Slot {
  const slot = slots.take({ caller, path: '/v1/audit/exports' }, nowMs);
  if (!(slot instanceof Slot)) throw new Error(`refused: ${JSON.stringify(slot)}`);
  return slot;
}

describe('slots of large answers', () => {
  it('are as many as one caller may have, and say what is under way for it', () => {
    const slots = new Slots(LIMITS);
    taken(slots, auditor('a'), 5);
    const second = taken(slots, auditor('a'), 7);
    expect(slots.take({ caller: auditor('a'), path: '/third' }, 8)).toMatchObject({
      full: 'caller',
      underWay: [
        { path: '/v1/audit/exports', sinceMs: 5 },
        { path: '/v1/audit/exports', sinceMs: 7 },
      ],
    });
    second.end();
    expect(slots.take({ caller: auditor('a'), path: '/third' }, 8)).toBeInstanceOf(Slot);
  });

  it('are those of another caller where a partner has the id of an operator', () => {
    const slots = new Slots(LIMITS);
    taken(slots, auditor('a'));
    taken(slots, auditor('a'));
    expect(taken(slots, partner('a'))).toBeInstanceOf(Slot);
  });

  it('are as many as the gateway has, whoever asks', () => {
    const slots = new Slots(LIMITS);
    for (const id of ['a', 'b', 'c', 'd']) taken(slots, auditor(id));
    expect(slots.take({ caller: auditor('e'), path: '/' }, 0)).toEqual({ full: 'gateway', underWay: 4 });
  });

  it('are left to auditors where partners have theirs', () => {
    const slots = new Slots(LIMITS);
    for (const id of ['a', 'b', 'c']) taken(slots, partner(id));
    expect(slots.take({ caller: partner('d'), path: '/' }, 0)).toEqual({ full: 'gateway', underWay: 3 });
    expect(taken(slots, auditor('d'))).toBeInstanceOf(Slot);
  });

  it('lapse when they are not renewed, and cannot be renewed or given back after that', () => {
    const slots = new Slots(LIMITS);
    const dropped = [taken(slots, auditor('a')), taken(slots, auditor('a'))];
    expect(dropped[1]?.renew(600)).toBe(true);
    expect(slots.take({ caller: auditor('a'), path: '/' }, 999)).toMatchObject({ full: 'caller' });
    const next = taken(slots, auditor('a'), 1_000);
    expect(dropped[0]?.renew(1_000)).toBe(false);
    expect(dropped[1]?.renew(1_000)).toBe(true);
    dropped[0]?.end();
    expect(slots.underWay).toBe(2);
    next.end();
    next.end();
    expect(slots.underWay).toBe(1);
  });

  it('hold no more bytes together than there is room for, unless one alone does', () => {
    const slots = new Slots(LIMITS);
    const [one, other] = [taken(slots, auditor('a')), taken(slots, auditor('b'))];
    expect(one.hold(500, 0)).toBe(true);
    expect(other.hold(1, 0)).toBe(false);
    expect(one.hold(60, 0)).toBe(true);
    expect(other.hold(41, 0)).toBe(false);
    expect(other.hold(40, 0)).toBe(true);
    one.end();
    expect(other.hold(99, 0)).toBe(true);
  });

  it('hold nothing once they have lapsed', () => {
    const slots = new Slots(LIMITS);
    taken(slots, auditor('a')).hold(100, 0);
    const other = taken(slots, auditor('b'), 900);
    expect(other.hold(1, 999)).toBe(false);
    expect(other.hold(1, 1_000)).toBe(true);
  });

  it('are within all limits, whoever comes, goes, or is dropped', () => {
    const step = fc.record({
      who: fc.constantFrom(
        auditor('a'),
        auditor('b'),
        auditor('c'),
        partner('a'),
        partner('b'),
        partner('c'),
      ),
      act: fc.constantFrom('take', 'take', 'end', 'renew'),
      which: fc.nat(9),
      ms: fc.nat(300),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const slots = new Slots(LIMITS);
        let naive: { slot: Slot; caller: AnswerCaller; renewedMs: number }[] = [];
        let nowMs = 0;
        for (const { who, act, which, ms } of steps) {
          nowMs += ms;
          const one = naive[which % Math.max(1, naive.length)];
          if (act === 'end') one?.slot.end();
          if (act === 'end') naive = naive.filter((other) => other !== one);
          // One that has lapsed and that nobody has taken is renewed.
          if (act === 'renew' && one?.slot.renew(nowMs)) one.renewedMs = nowMs;
          if (act !== 'take') continue;
          naive = naive.filter(({ renewedMs }) => nowMs - renewedMs < LIMITS.lapseMs);
          const own = naive.filter(({ caller }) => caller === who).length;
          const ofPartners = naive.filter(({ caller }) => caller.kind === 'partner').length;
          const isFull = naive.length >= 4 || (who.kind === 'partner' && ofPartners >= 3);
          const slot = slots.take({ caller: who, path: '/' }, nowMs);
          if (own >= 2) expect(slot).toMatchObject({ full: 'caller' });
          else if (isFull) expect(slot).toEqual({ full: 'gateway', underWay: naive.length });
          else naive.push({ slot: slot as Slot, caller: who, renewedMs: nowMs });
          expect(slots.underWay).toBe(naive.length);
        }
      }),
    );
  });
});
