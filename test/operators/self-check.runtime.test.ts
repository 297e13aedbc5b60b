/** The operators' object checks its log against D1, as ledger shards do theirs. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATORS_LOG, OPERATORS_OBJECT } from '../../src/ledger/names.ts';
import { checked, faultsOf } from '../ledger/self-check/support.ts';
import { changeLine, tamper } from '../support/entry-log.ts';
import { create, operatorToken } from '../support/gateway.ts';
import { drain } from '../support/newsroom.ts';
import { alterEntries } from '../support/stored-log.ts';

const object = () => env.OPERATORS.get(env.OPERATORS.idFromName(OPERATORS_OBJECT));
const found = async () => {
  await checked({ name: OPERATORS_OBJECT, object: object() });
  return faultsOf(OPERATORS_LOG);
};

describe("the self-check of the operators' object", () => {
  beforeAll(async () => {
    const owner = await operatorToken('owner');
    for (let n = 0; n < 3; n++)
      await create('/v1/admin/products', owner, { name: `P ${n}`, sections: ['s'] });
    await drain(OPERATORS_OBJECT);
  });

  it('finds nothing wrong with unchanged entries', async () => {
    expect(await found()).toEqual([]);
    expect((await object().health()).promises).toMatchObject({ broken: 0, soon: 0 });
  });

  it('finds a changed entry in D1 until it is restored', async () => {
    const undo = await alterEntries(env.DB, { license: OPERATORS_LOG, index: 1 }, (line) =>
      line.replace('"v":1', '"v":2'),
    );
    expect(await found()).toEqual([['row_changed', 1]]);
    await undo();
    expect(await found()).toEqual([]);
  });

  it('finds a changed entry in the object itself', async () => {
    let before = '';
    await tamper(object(), (sql) =>
      changeLine(sql, 2, (line) => {
        before = line;
        return line.replace('"v":1', '"v":2');
      }),
    );
    expect((await found()).map(([kind]) => kind)).toContain('entry_changed');
    await tamper(object(), (sql) => changeLine(sql, 2, () => before));
    expect(await found()).toEqual([]);
  });
});
