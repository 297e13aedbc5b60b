import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { asText } from '../../scripts/lib/new-operator.ts';

describe('statements as one text', () => {
  it('keep every value as it is, whatever the layout of the statement', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE kept (value)');
    const values = ["two  spaces, O'Hara\nand a line?", 7, null];
    database.exec(
      asText(values.map((value) => ({ sql: 'INSERT INTO kept\n    (value) VALUES (?)', values: [value] }))),
    );
    const rows = database.prepare('SELECT value FROM kept').all();
    expect(rows.map(({ value }) => value)).toEqual(values);
  });

  it('put numbered values where their numbers stand', () => {
    const database = new DatabaseSync(':memory:');
    const text = asText([{ sql: 'SELECT ?2 AS second, ?1 AS first, ?2 AS again', values: ['one?2', 2] }]);
    expect({ ...database.prepare(text).get() }).toEqual({ second: 2, first: 'one?2', again: 2 });
  });

  it('are refused when a value has no place, or a place no value', () => {
    expect(() => asText([{ sql: 'SELECT ?1', values: [1, 2] }])).toThrow('fewer places than values');
    expect(() => asText([{ sql: 'SELECT ?3', values: [1, 2] }])).toThrow('more places than values');
  });
});
