import { describe, expect, it } from 'vitest';
import { answerQuestions, printProse, readProse } from '../../../src/rights/index.ts';

const read = (text: string) => {
  const { policy, phrases } = readProse(text);
  if (!policy) throw new Error(`nothing was understood of ${text}`);
  return { policy, phrases };
};

describe('a question of the phrasebook', () => {
  it('is given with what it is about, beside the sentence that asks it', () => {
    const { phrases } = read(
      'KOREA OUT. NO ARCHIVE AFTER 14 DAYS. MAGAZINES OUT. MANDATORY CREDIT: TIDEMARK',
    );
    expect(phrases.map(({ questions }) => questions)).toEqual([
      [{ about: 'place', name: 'KOREA', codes: ['KP', 'KR'] }],
      [{ about: 'days' }],
      [{ about: 'titles' }],
      [{ about: 'credit-line' }],
    ]);
    expect(read('JAPAN OUT').phrases[0]).not.toHaveProperty('questions');
  });

  it('about days is answered by the day that they are counted from', () => {
    const { policy } = read('NO ARCHIVE AFTER 14 DAYS');
    const from = (day: string) =>
      answerQuestions(policy, [{ rule: 'no-archive-after', about: 'days', from: day }]);
    // The 15th begins first where clocks are 14 hours ahead of UTC.
    expect(from('2026-12-01')).toMatchObject({
      prohibition: [
        {
          constraint: [
            { leftOperand: 'dateTime', operator: 'gteq', rightOperand: '2026-12-14T10:00:00.000Z' },
          ],
        },
      ],
    });
    expect(printProse(from('2026-12-01') ?? {})).toBe('NO ARCHIVE AFTER 14 DEC 2026.');
    expect(from('')).toBeNull();
    expect(from('tomorrow')).toBeNull();
  });

  it('about days ends at the last day of a shorter month', () => {
    const { policy } = read('NO USE AFTER 1 MONTH');
    const [answer] = [answerQuestions(policy, [{ rule: 'no-use-after', about: 'days', from: '2027-01-31' }])];
    expect(JSON.stringify(answer)).toContain('2027-02-27T10:00:00.000Z');
  });

  it('about the zone of a time is answered by the zone that is meant', () => {
    const berlin = (time: string) => new Date(`${time}+01:00`).toISOString();
    const read = (text: string, instantOf: (time: string) => string | null = berlin) => {
      const { policy, phrases, complete } = readProse(text);
      const answer = answerQuestions(policy ?? {}, [
        { rule: phrases[0]?.rule ?? '', about: 'zone', instantOf },
      ]);
      return { complete, questions: phrases[0]?.questions, answer: answer && printProse(answer) };
    };
    expect(read('Sperrfrist 5.12.2026 18 Uhr')).toEqual({
      complete: false,
      questions: [{ about: 'zone' }],
      answer: 'NOT FOR USE UNTIL 5 DEC 2026 17:00 UTC.',
    });
    expect(read('FRANCE OUT AFTER 5 DEC 2026 18:00').answer).toBe('FRANCE OUT AFTER 5 DEC 2026 17:00 UTC.');
    expect(read('FRANCE OUT AFTER 5 DEC 2026 18:00', () => null).answer).toBeNull();
    expect(read('Sperrfrist 5.12.2026 18 Uhr MEZ')).toMatchObject({ complete: true, questions: undefined });
    expect(read('Sperrfrist 5.12.2026')).toMatchObject({ complete: true, questions: undefined });
  });

  it('about a place is answered by the one that is meant, and other places stay', () => {
    const { policy, phrases } = read('JAPAN AND KOREA OUT');
    const rule = phrases[0]?.rule ?? '';
    const one = (code: string) =>
      answerQuestions(policy, [{ rule, about: 'place', codes: ['KP', 'KR'], code }]);
    expect(printProse(one('KR') ?? {})).toMatch(/^JAPAN, .*KOREA OUT\.$/);
    expect(JSON.stringify(one('KR'))).not.toContain('KP');
    expect(one('FR')).toBeNull();
  });

  it('about a credit line is answered by the line', () => {
    const { policy, phrases } = read('MANDATORY CREDIT: TIDEMARK');
    const rule = phrases[0]?.rule ?? '';
    const answer = answerQuestions(policy, [{ rule, about: 'credit-line', line: 'Jane Doe / Tidemark' }]);
    expect(printProse(answer ?? {})).toBe('MANDATORY CREDIT: Jane Doe / Tidemark.');
  });

  it('that nobody has answered changes nothing, and an answer to no rule is refused', () => {
    const { policy } = read('NO ARCHIVE AFTER 14 DAYS');
    expect(answerQuestions(policy, [])).toBe(policy);
    expect(answerQuestions(policy, [{ rule: 'no-use', about: 'days', from: '2026-12-01' }])).toBeNull();
  });
});
