import { describe, expect, it } from 'vitest';
import { isRefusal, withheldOf } from '../../scripts/demo/checks.ts';
import { NotAsTold, same, storyOn, expect as told, wrapped } from '../../scripts/demo/step.ts';
import { type Answer, listAt, stringAt, valueAt } from '../../scripts/newsroom/client.ts';

function paper(): { out: NodeJS.WriteStream; text: () => string } {
  let text = '';
  const out = { isTTY: false, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream;
  return { out, text: () => text };
}

function answered(status: number, json: unknown, headers: Record<string, string> = {}): Answer {
  const text = JSON.stringify(json);
  return { status, headers: new Headers(headers), bytes: new TextEncoder().encode(text), text, json };
}

describe('telling the story', () => {
  it('writes a tick, who did what, and what they saw, without colors when nobody watches', async () => {
    const { out, text } = paper();
    const story = storyOn(out);
    await story.chapter('A chapter', async () => {
      const value = await story.step('A partner', 'asks', async (saw) => {
        saw('an answer');
        return 42;
      });
      expect(value).toBe(42);
    });
    expect(text()).toBe('\n1. A chapter\n  ✓ A partner asks\n      an answer\n');
    expect(story.failures).toBe(0);
  });

  it('counts a step that is not as told, leaves out the rest of its chapter and tells the next', async () => {
    const { out, text } = paper();
    const story = storyOn(out);
    await story.chapter('First', async () => {
      await story.step('A partner', 'asks', async () => same(403, 200, 'the status'));
      await story.step('A partner', 'asks again', async () => undefined);
    });
    await story.chapter('Second', async () => {
      await story.step('A partner', 'waits', async () => undefined);
    });
    expect(text()).toContain('✗ A partner asks\n      expected the status to be 200, not 403');
    expect(text()).not.toContain('asks again');
    expect(text()).toContain('2. Second\n  ✓ A partner waits');
    expect([story.steps, story.failures]).toEqual([2, 1]);
  });

  it('takes any error inside a step for one that is not as told', async () => {
    const story = storyOn(paper().out);
    await story.chapter('A chapter', () =>
      story.step('A partner', 'asks', () => Promise.reject(new TypeError('fetch failed'))),
    );
    expect(story.failures).toBe(1);
  });

  it('breaks long lines between words', () => {
    const lines = wrapped('word '.repeat(60));
    expect(lines.length).toBe(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('says what was expected', () => {
    expect(() => told(false, 'a receipt')).toThrow(new NotAsTold('expected a receipt'));
    expect(() => same('a', 'b', 'the name')).toThrow('expected the name to be “b”, not “a”');
  });
});

describe('checking answers', () => {
  const trace = [{ decidedBy: 'x' }];
  const refusal = { code: 'embargoed', detail: 'This article is embargoed.', trace };
  const headers = { 'Content-Type': 'application/problem+json', 'Rights-Entry': 'rfs_1' };

  it('accepts a refusal that has status, code, sentence, trace and entry', () => {
    expect(isRefusal(answered(403, refusal, headers), 403, 'embargoed')).toBe(
      '403 embargoed: This article is embargoed.',
    );
  });

  it.each([
    ['another code', answered(403, { ...refusal, code: 'held' }, headers), 'the code'],
    ['another status', answered(404, refusal, headers), 'the status'],
    ['no trace', answered(403, { ...refusal, trace: [] }, headers), 'a trace'],
    ['no entry', answered(403, refusal, { 'Content-Type': 'application/problem+json' }), 'name its entry'],
    ['another type', answered(403, refusal, { ...headers, 'Content-Type': 'application/json' }), 'the type'],
  ])('does not accept one with %s', (_what, answer, why) => {
    expect(() => isRefusal(answer, 403, 'embargoed')).toThrow(why);
  });

  it('reads the Rights-Withheld header', () => {
    const answer = answered(
      200,
      {},
      { 'Rights-Withheld': '"cmp_1";code=restricted, "cmp_2";code=restriction_unreviewed' },
    );
    expect([...withheldOf(answer)]).toEqual([
      ['cmp_1', 'restricted'],
      ['cmp_2', 'restriction_unreviewed'],
    ]);
    expect(withheldOf(answered(200, {})).size).toBe(0);
  });

  it('reads paths of JSON without ever falling over it', () => {
    const json = { items: [{ id: 'a' }, { id: 'b' }] };
    expect(stringAt(json, 'items', -1, 'id')).toBe('b');
    expect(listAt(json, 'nothing')).toEqual([]);
    expect(valueAt(json, 'items', 'length')).toBeUndefined();
    expect(valueAt(null, 'constructor')).toBeUndefined();
    expect(() => stringAt(json, 'items', 0, 'name')).toThrow('no text at /items/0/name');
  });
});
