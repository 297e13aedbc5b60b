/** What an object throws, as its caller sees it: bugs are told apart from what the platform does and from what the object waits for. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isBugOfObject, NotYet } from '../../src/ledger/bugs.ts';
import { callLedger } from '../../src/ledger/call.ts';
import { CallerGone, TooManyWaiting } from '../../src/ledger/group.ts';
import { Memory } from '../../src/ledger/memory.ts';
import type { Ledger } from '../../src/ledger/object.ts';
import { deliverOutbox, ledgerStub } from '../../src/ledger/outbox.ts';
import { Late } from '../../src/platform/reach/in-time.ts';
import { OutOfReach } from '../../src/platform/reach/out-of-reach.ts';
import { parsed, recordLines } from '../support/log-lines.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

let objects = 0;

/** Of an object of its own, which throws it while it looks for an operator. */
async function crossed(fail: () => unknown): Promise<unknown> {
  vi.spyOn(Memory.prototype, 'operator').mockImplementation(() => fail() as never);
  const stub = ledgerStub(env, `failing-${++objects}`);
  return stub.operatorStanding('opr_1').then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
}

const thrown = (error: unknown) => () => {
  throw error;
};
const inSqlite = (message: string) => thrown(new Error(`${message}: SQLITE_${message.split(' ')[0]}`));

describe('what an object throws', () => {
  it.each<[string, () => unknown]>([
    ['a TypeError', () => (undefined as unknown as { of: string }).of],
    ['an Error of its own', thrown(new Error('a record was answered as a check'))],
    ['what a parser says', () => JSON.parse('{')],
    ['a text', thrown('as nobody should')],
    ['what SQLite says of a statement', thrown(new Error('no such column: x at offset 7: SQLITE_ERROR'))],
    ['a constraint', inSqlite('CONSTRAINT')],
    ['a bug of another object that it has asked', thrown(new OutOfReach('ledger', new Error('x'), true))],
  ])('is a bug: %s', async (_, fail) => {
    expect(isBugOfObject(await crossed(fail))).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['that it has too much to do', thrown(new TooManyWaiting())],
    ['that its caller has gone', thrown(new CallerGone())],
    ['that a change has to wait', thrown(new NotYet('a kind of a later release'))],
    ['that D1 is away', thrown(new OutOfReach('d1', new Late(5_000)))],
    ['that D1 lacks a table', thrown(new Error('D1_ERROR: no such table: entries: SQLITE_ERROR'))],
    ['that it has waited in vain', thrown(new Late(5_000))],
    ['that its storage is full', inSqlite('FULL')],
    ['that its storage fails', thrown(new Error('internal error; reference = abc123'))],
    [
      'what the platform marks',
      thrown(Object.assign(new Error('Durable Object is overloaded.'), { overloaded: true })),
    ],
  ])('is none: %s', async (_, fail) => {
    const error = await crossed(fail);
    expect(error).toBeInstanceOf(Error);
    expect(isBugOfObject(error)).toBe(false);
  });

  it('is none when the platform has stopped it', async () => {
    const stub = ledgerStub(env, 'failing-stopped');
    const stopped = await runInDurableObject(stub, (_: Ledger, state) => {
      vi.spyOn(Memory.prototype, 'operator').mockImplementation(() => state.abort('stopped') as never);
    })
      .then(() => stub.operatorStanding('opr_1'))
      .catch((error: unknown) => error);
    expect(stopped).toMatchObject({ message: 'stopped', durableObjectReset: true });
    expect(isBugOfObject(stopped)).toBe(false);
  });

  it('is none when it is of another release, and does not have the call', async () => {
    const error = await (ledgerStub(env, 'failing-older') as unknown as { later(): Promise<void> })
      .later()
      .catch((other: unknown) => other);
    expect(String(error)).toContain('does not implement');
    expect(isBugOfObject(error)).toBe(false);
  });

  it('and what was never sent: bugs of ours, but not that nobody answers', () => {
    expect(isBugOfObject(new TypeError('Could not serialize object'))).toBe(true);
    expect(isBugOfObject(new Error('Network connection lost.'))).toBe(false);
    expect(isBugOfObject(new Late(5_000))).toBe(false);
  });
});

describe('its line', () => {
  it('has the object, the call and the stack, without what was being read', async () => {
    const lines = recordLines();
    vi.spyOn(Memory.prototype, 'operator').mockImplementation(() => JSON.parse('Secret-of-somebody'));
    const called = callLedger(env, 'failing-line', (object) => object.operatorStanding('opr_1'));
    await expect(called).rejects.toMatchObject({ dependency: 'ledger', isBug: true });
    expect(parsed(lines)).toMatchObject([
      { event: 'bug', object: 'failing-line', call: 'operatorStanding', error: 'SyntaxError' },
    ]);
    expect(parsed(lines)[0]?.stack).toContain('ledger/bugs.runtime.test.ts');
    expect(lines.join('\n')).not.toContain('Secret');
  });

  it('is written of a change that an object cannot take, too', async () => {
    const lines = recordLines();
    const change = { kind: 'fence', fence: null };
    await env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind('failing-outbox', JSON.stringify(change), new Date().toISOString())
      .run();
    expect(await deliverOutbox(env, 'failing-outbox')).toBe(false);
    expect(parsed(lines)).toMatchObject([
      { event: 'bug', object: 'failing-outbox', call: 'apply' },
      { event: 'outbox_undelivered', object: 'failing-outbox' },
    ]);
  });
});
