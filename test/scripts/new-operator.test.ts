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
});
