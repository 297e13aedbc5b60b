/**
 * The text that monitoring reads, held against a reader that was written from the description of the format.
 */
import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../src/platform/metrics/definitions.ts';
import { exposition, familiesOf } from '../../../src/platform/metrics/exposition.ts';
import { Registry } from '../../../src/platform/metrics/registry.ts';
import { readExposition, valueIn } from '../../support/exposition.ts';

const definition: Definition = {
  name: 'asked_total',
  help: 'Asked.',
  type: 'counter',
  labels: ['route', 'status'],
};
const waited: Definition = {
  name: 'waited_seconds',
  help: 'Waited.',
  type: 'histogram',
  labels: ['step'],
  bounds: [0.001, 0.5],
  per: 1_000_000,
};
const textOf = (registry: Registry) => exposition(familiesOf(registry.totals(), [definition, waited]));

describe('what an isolate has counted', () => {
  it('is read back as it was counted, a value on a bound below it', () => {
    const registry = new Registry();
    registry.count(definition, '/v1/articles/{id}', '200').add(7);
    registry.count(definition, '/v1/articles/{id}', '403').add();
    for (const us of [0, 1_000, 1_001, 500_000, 2_000_000]) registry.distribution(waited, 'ledger').add(us);
    const exposed = readExposition(textOf(registry));
    expect(valueIn(exposed, 'asked_total', { status: '200' })).toBe(7);
    expect(valueIn(exposed, 'asked_total', { status: '403' })).toBe(1);
    const buckets = exposed.samples.filter(({ name }) => name.endsWith('_bucket'));
    expect(buckets.map(({ labels, value }) => [labels.le, value])).toEqual([
      ['0.001', 2],
      ['0.5', 4],
      ['+Inf', 5],
    ]);
    expect(valueIn(exposed, 'waited_seconds_sum')).toBe(2.502001);
    expect(valueIn(exposed, 'waited_seconds_count')).toBe(5);
    expect([...exposed.types]).toEqual([
      ['imprimatur_asked_total', 'counter'],
      ['imprimatur_waited_seconds', 'histogram'],
    ]);
  });

  it('keeps quotes, backslashes and line ends of a label', () => {
    const odd = 'a "quoted" \\ and\nbroken';
    const text = exposition([
      { name: 'odd', help: 'With \\ and\nline', type: 'gauge', samples: [{ labels: { odd }, value: 1 }] },
    ]);
    const { samples, helps } = readExposition(text);
    expect(samples[0]?.labels.odd).toBe(odd);
    expect(helps.get('imprimatur_odd')).toBe('With \\\\ and\\nline');
  });

  it('is nothing where nothing was counted, and what no definition knows is left out', () => {
    expect(textOf(new Registry())).toBe('');
    expect(exposition(familiesOf({ 'of_another_release_total\tx': 3 }, [definition]))).toBe('');
  });

  it('less what an earlier life has written is what came since', () => {
    const registry = new Registry();
    registry.count(definition, 'a', '200').add(3);
    const before = registry.totals();
    registry.count(definition, 'a', '200').add(2);
    registry.distribution(waited, 'ledger').add(5);
    expect(registry.totals(before)).toEqual({
      'asked_total\ta\t200': 2,
      'waited_seconds\tledger\t0': 1,
      'waited_seconds\tledger\tsum': 5,
    });
  });
});

describe('the reader of this test', () => {
  const good = '# HELP a A.\n# TYPE a counter\na{x="1"} 1\n';
  it.each([
    ['a last line without end', good.slice(0, -1)],
    ['a series twice', `${good}a{x="1"} 2\n`],
    ['a sample without type', 'a 1\n'],
    ['a label that is not escaped', '# HELP a A.\n# TYPE a counter\na{x="1"2"} 1\n'],
    ['a group that is torn', `${good}# HELP b B.\n# TYPE b gauge\nb 1\na 1\n`],
    [
      'a histogram that falls',
      '# HELP h H.\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n',
    ],
  ])('refuses %s', (_, text) => {
    expect(() => readExposition(text)).toThrow();
  });
});
