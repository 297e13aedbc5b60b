import { describe, expect, it } from 'vitest';
import { storedMessage } from '../../src/ledger/stored-sentence.ts';
import { LEDGER_TEMPLATES, message } from '../../src/ledger/templates.ts';
import { Message } from '../../src/rights/index.ts';

const NUMBERS = [
  'number',
  'index',
  'size',
  'first',
  'counted',
  'told',
  'billed',
  'used',
  'leaves',
  'line',
  'status',
];
const SENTENCES: Record<string, Message> = {
  detail: message('self_check.row_missing'),
  fault: message('clock.behind_log', { by: message('span.hours', { number: 3 }) }),
  by: message('span.minutes', { number: 5 }),
};

function sampleOf(name: string) {
  if (name in SENTENCES) return SENTENCES[name];
  if (name === 'kind') return { of: 'trouble', value: 'row_missing' };
  if (name === 'at' || name === 'since') return { instant: '2026-11-29T10:00:00.000Z' };
  if (name === 'license') return `lic_${'0'.repeat(32)}`;
  return NUMBERS.includes(name) ? 4120 : `some-${name}`;
}

describe('a sentence that was stored in English', () => {
  it.each(Object.entries(LEDGER_TEMPLATES))('is read back as %s with its parameters', (key, template) => {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const parameters = Object.fromEntries(names.map((name) => [name, sampleOf(name)]));
    const said = new Message(LEDGER_TEMPLATES, key, parameters as never);
    const read = storedMessage(said.text);
    expect(JSON.parse(JSON.stringify(read ?? null))).toEqual(JSON.parse(JSON.stringify(said)));
    expect(read?.text).toBe(said.text);
  });

  it('has no message when somebody else said it, or it was cut', () => {
    for (const text of ['Error: connect ECONNREFUSED', 'witness_failing: origin: Error: timeout', ''])
      expect([text, storedMessage(text)]).toEqual([text, undefined]);
    const { text } = message('self_check.checkpoint_restored', { size: 12 });
    expect(storedMessage(`${text.slice(0, -20)}…`)).toBeUndefined();
  });
});
