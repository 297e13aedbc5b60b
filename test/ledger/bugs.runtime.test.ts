/**
 * What an object throws, as its caller sees it: bugs are told apart from what the platform does and from what
 * the object waits for.
 */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { attachStacks, constructorFailed, isBugOfObject, RetryLater } from '../../src/ledger/bugs.ts';
import { callLedger, type LedgerStub } from '../../src/ledger/call.ts';
import { Catalogue } from '../../src/ledger/catalogue.ts';
import { CallerGone, TooManyWaiting } from '../../src/ledger/group.ts';
import { LedgerShard } from '../../src/ledger/ledger-shard.ts';
import { Memory } from '../../src/ledger/memory.ts';
import { sendNotes } from '../../src/ledger/notes/send.ts';
import type { NoteRequest } from '../../src/ledger/notes/types.ts';
import { deliverOutbox, ledgerStub } from '../../src/ledger/outbox.ts';
import { Schedule } from '../../src/ledger/schedule.ts';
import { loadAlerts } from '../../src/monitor/alert-view.ts';
import { ensureMonitor } from '../../src/monitor/ensure-monitor.ts';
import { CannotLook, MonitorLoop } from '../../src/monitor/monitor-loop.ts';
import { MONITOR, STANDBY } from '../../src/monitor/names.ts';
import { Refusal } from '../../src/platform/problem.ts';
import { Unavailable } from '../../src/platform/timeouts/unavailable.ts';
import { Late } from '../../src/platform/timeouts/with-timeout.ts';
import { runScheduled } from '../../src/scheduled.ts';
import { parsed, recordLines } from '../support/log-lines.ts';
import { openNewsroom, openSite } from '../support/newsroom.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

let objects = 0;

/** Of an object of its own, which throws it while it looks for a license. */
async function crossed(fail: () => unknown): Promise<unknown> {
  vi.spyOn(Memory.prototype, 'license').mockImplementation(() => fail() as never);
  const stub = ledgerStub(env, `failing-${++objects}`);
  return stub.used('lic_1', 0).then(
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
    ['a bug of another object that it has asked', thrown(new Unavailable('ledger', new Error('x'), true))],
  ])('is a bug: %s', async (_, fail) => {
    expect(isBugOfObject(await crossed(fail))).toBe(true);
  });

  it.each<[string, () => unknown]>([
    ['that it has too much to do', thrown(new TooManyWaiting())],
    ['that its caller has gone', thrown(new CallerGone())],
    ['that a change has to wait', thrown(new RetryLater('a kind of a later release'))],
    ['that D1 is away', thrown(new Unavailable('d1', new Late(5_000)))],
    ['that D1 lacks a table', thrown(new Error('D1_ERROR: no such table: entries: SQLITE_ERROR'))],
    ['that it cannot look', thrown(new CannotLook(300_000))],
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

  it.each<[string, Error, boolean]>([
    ['a bug', new Error('a record was answered as a check'), true],
    ['one that is turned away', new TooManyWaiting(), false],
    ['one that came too late', new CallerGone(), false],
  ])('comes with a stack or without: %s', async (_, error, isGiven) => {
    const caught = (await crossed(thrown(error))) as { inside?: { stack?: string } };
    expect(caught.inside?.stack !== undefined).toBe(isGiven);
  });

  it('comes with a stack also from a method that is not asynchronous', async () => {
    class Object_ {
      async later(): Promise<void> {
        throw new Error('later');
      }
      atOnce(): Promise<void> {
        throw new Error('at once');
      }
    }
    attachStacks(Object_.prototype);
    const object = new Object_();
    await expect(object.later()).rejects.toMatchObject({ inside: { call: 'later', error: 'later' } });
    await expect(object.atOnce()).rejects.toMatchObject({ inside: { call: 'atOnce', error: 'at once' } });
  });

  it('is none when the platform has stopped it', async () => {
    const stub = ledgerStub(env, 'failing-stopped');
    const stopped = await runInDurableObject(stub, (_, state) => {
      vi.spyOn(Memory.prototype, 'license').mockImplementation(() => state.abort('stopped') as never);
    })
      .then(() => stub.used('lic_1', 0))
      .catch((error: unknown) => error);
    expect(stopped).toMatchObject({ message: 'stopped', durableObjectReset: true });
    expect(isBugOfObject(stopped)).toBe(false);
  });

  it('is one, whatever the platform makes of it, when the object could not begin', () => {
    const reset = Object.assign(new TypeError('not begun'), { durableObjectReset: true });
    recordLines();
    expect(isBugOfObject(reset)).toBe(false);
    expect(isBugOfObject(constructorFailed('failing-start', reset))).toBe(false);
    const thrownAtStart = constructorFailed('failing-start', new TypeError('not begun'));
    expect(isBugOfObject(Object.assign(thrownAtStart as Error, { durableObjectReset: true }))).toBe(true);
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
    vi.spyOn(Memory.prototype, 'license').mockImplementation(() => JSON.parse('Secret-of-somebody'));
    const called = callLedger(env, 'failing-line', (object) => object.used('lic_1', 0));
    await expect(called).rejects.toMatchObject({ dependency: 'ledger', isBug: true });
    expect(parsed(lines)).toMatchObject([
      { event: 'bug', object: 'failing-line', call: 'used', error: 'SyntaxError' },
    ]);
    expect(parsed(lines)[0]?.stack).toContain('ledger/bugs.runtime.test.ts');
    const failure = await called.catch(String);
    expect(failure).toBe('OutOfReach: a ledger shard has failed: SyntaxError');
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

  it('does not say by another line what was being read', async () => {
    const lines = recordLines();
    await env.DB.prepare('INSERT INTO outbox (object, change, created) VALUES (?, ?, ?)')
      .bind('failing-reads', JSON.stringify({ kind: 'fence' }), new Date().toISOString())
      .run();
    vi.spyOn(Catalogue.prototype, 'take').mockImplementation(() => JSON.parse('Secret-of-somebody'));
    expect(await deliverOutbox(env, 'failing-reads')).toBe(false);
    expect(parsed(lines)).toMatchObject([
      { event: 'bug', object: 'failing-reads' },
      { event: 'outbox_undelivered', error: 'SyntaxError' },
    ]);
    expect(lines.join('\n')).not.toContain('Secret');
  });

  it('is written of the object that watches, too: by the cron trigger, and by a route', async () => {
    const lines = recordLines();
    const fail = () => {
      throw new TypeError('nobody thought of it');
    };
    vi.spyOn(MonitorLoop.prototype, 'watch').mockImplementation(fail);
    vi.spyOn(MonitorLoop.prototype, 'noteWatch').mockImplementation(fail);
    vi.spyOn(MonitorLoop.prototype, 'state').mockImplementation(fail);
    await ensureMonitor({ ...env, ALERT_WEBHOOKS: '' }, async () => {});
    const loggedErrors = () =>
      parsed(lines.splice(0))
        .filter(({ event }) => event === 'bug' || event === 'watch_unreachable')
        .map(({ event, object, call, error }) => [event, object, call, error]);
    const both = (object: string, call: string) => [
      ['bug', object, call, 'nobody thought of it'],
      ['watch_unreachable', object, undefined, 'nobody thought of it'],
    ];
    const round = [...both(MONITOR, 'watch'), ...both(STANDBY, 'noteWatch')];
    expect(loggedErrors()).toEqual([...round, ...round]);
    await loadAlerts(env);
    expect(loggedErrors().sort()).toEqual([...both(MONITOR, 'alerts'), ...both(STANDBY, 'alerts')].sort());
  });

  it('is the only one of it: of a poke by the cron trigger, and of a note', async () => {
    const { license } = await openSite(await openNewsroom());
    const fail = () => Promise.reject(new TypeError('nobody thought of it'));
    vi.spyOn(LedgerShard.prototype, 'poke').mockImplementation(fail);
    vi.spyOn(LedgerShard.prototype, 'note').mockImplementation(fail);
    const lines = recordLines();
    await runScheduled(env);
    const events = () => new Set(parsed(lines.splice(0)).map(({ event }) => event));
    expect([...events()].filter((event) => event === 'bug' || event === 'poke_failed')).toEqual(['bug']);
    const request: NoteRequest = { license, notes: [], by: { kind: 'operator', operator: 'opr_1' } };
    await expect(sendNotes(env, request)).rejects.toThrow(Refusal);
    expect([...events()]).toEqual(['bug']);
  });

  it.each<[string, (stub: LedgerStub) => Promise<unknown> | unknown]>([
    [
      'while it is made',
      (stub) =>
        runInDurableObject(stub, (_, { storage }) => {
          storage.sql.exec('DELETE FROM schema_version');
        }),
    ],
    [
      'before it is called',
      () => vi.spyOn(Schedule.prototype, 'ensure').mockRejectedValue(new TypeError('not begun')),
    ],
  ])('is written by an object that cannot begin: %s', async (_, prepare) => {
    const object = `failing-start-${++objects}`;
    await ledgerStub(env, object).health();
    await prepare(ledgerStub(env, object));
    await evictDurableObject(ledgerStub(env, object));
    const lines = recordLines();
    await expect(callLedger(env, object, (stub) => stub.health())).rejects.toMatchObject({ isBug: true });
    const bugLines = parsed(lines).filter(({ event }) => event === 'bug');
    expect(bugLines[0]).toMatchObject({ object, stack: expect.any(String) });
    // And not another one by who called it.
    expect(bugLines.map(({ call }) => call)).toEqual(bugLines.map(() => 'constructor'));
  });
});
