/** Which lines are written, what they say of a request, and what they never say. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorFields, log, withoutSecrets } from '../../src/platform/log.ts';
import { parseLogSettings, setLogging } from '../../src/platform/log-settings.ts';
import { inScope, RequestScope } from '../../src/platform/request-scope.ts';

let lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines = [];
  for (const level of ['debug', 'info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(JSON.parse(String(line))));
});
afterEach(() => {
  setLogging({});
  vi.restoreAllMocks();
});

describe('LOG_LEVEL', () => {
  it('is the least level that is written; without it, info', () => {
    const all = () => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, 'said');
      return lines.splice(0).map(({ level }) => level);
    };
    expect(all()).toEqual(['info', 'warn', 'error']);
    setLogging({ LOG_LEVEL: 'error' });
    expect(all()).toEqual(['error']);
    setLogging({ LOG_LEVEL: 'debug' });
    expect(all()).toEqual(['debug', 'info', 'warn', 'error']);
  });

  it.each([
    ['loud', undefined],
    ['info', '0.1'],
    ['info', '{"debug": 2}'],
    ['info', '{"error": 0.5}'],
    ['info', '{"verbose": 0.5}'],
    ['info', '{'],
  ])('%s with LOG_SAMPLE %s is told once, and the defaults hold', (LOG_LEVEL, sample) => {
    const settings = { LOG_LEVEL, ...(sample && { LOG_SAMPLE: sample }) };
    expect(parseLogSettings(LOG_LEVEL, sample).ok).toBe(false);
    expect(setLogging(settings)).toMatch(/^LOG_(LEVEL|SAMPLE)/);
    expect(setLogging(settings)).toBeNull();
    log('info', 'said');
    log('debug', 'said');
    expect(lines).toHaveLength(1);
  });
});

describe('LOG_SAMPLE', () => {
  const requests = (count: number, say: () => void) => {
    const scopes = Array.from({ length: count }, () => new RequestScope());
    for (const scope of scopes) inScope(scope, say);
    return scopes;
  };

  it('keeps all lines of a request, or none, and about the share that it names', () => {
    setLogging({ LOG_SAMPLE: '{"info": 0.25}' });
    requests(2_000, () => {
      log('info', 'first');
      log('info', 'second');
    });
    const of = (event: string) => lines.filter((line) => line.event === event).map(({ request }) => request);
    expect(of('first')).toEqual(of('second'));
    expect(of('first').length).toBeGreaterThan(400);
    expect(of('first').length).toBeLessThan(600);
  });

  it('never drops an error, and with it the line of its request', () => {
    setLogging({ LOG_SAMPLE: '{"info": 0, "warn": 0}' });
    const [scope] = requests(1, () => {
      log('warn', 'dropped');
      log('error', 'kept');
      log('info', 'request');
    });
    expect(lines.map(({ event, request }) => [event, request])).toEqual([
      ['kept', scope?.id],
      ['request', scope?.id],
    ]);
  });

  it('is not for what belongs to no request', () => {
    setLogging({ LOG_SAMPLE: '{"info": 0}' });
    log('info', 'partner_moved', { object: 'ledger-0' });
    expect(lines).toEqual([{ level: 'info', event: 'partner_moved', object: 'ledger-0' }]);
  });
});

describe('a secret that a library quotes', () => {
  const key = `imp_live_key_${'0a'.repeat(16)}_${'5e'.repeat(32)}01234567`;
  const jws = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJwYXJfMSJ9.c2lnbmF0dXJl';

  it('is not in the line', () => {
    log('error', 'bug', { error: `cannot read ${key} of Bearer ${jws}, nor Basic a2V5OnNlY3JldC1zZWNyZXQ=` });
    const text = JSON.stringify(lines);
    for (const secret of ['5e5e', jws, 'c2lnbmF0dXJl', 'a2V5OnNlY3JldC1zZWNyZXQ'])
      expect(text).not.toContain(secret);
    expect(text).toContain('cannot read [key] of [authorization], nor [authorization]');
  });

  it('nor is the secret of a webhook', () => {
    const secret = `whsec_${'Ab+/'.repeat(11)}`;
    log('error', 'bug', { error: `no key in "${secret}="` });
    expect(lines).toMatchObject([{ error: 'no key in "[webhook secret]"' }]);
    expect(withoutSecrets('whsec_ and ALERT_SECRET_1')).toBe('whsec_ and ALERT_SECRET_1');
  });

  it('is found behind what begins like a JWS and is none', () => {
    expect(withoutSecrets(`eyJhbGciOiJF.${key}, eyJhbGciOiJF-${jws}, eyJhbGciOiJF.eyJzdWIi`)).toBe(
      'eyJhbGciOiJF.[key], [jws], eyJhbGciOiJF.eyJzdWIi',
    );
  });

  it('leaves ids as they are', () => {
    const line =
      '{"key":"key_0190a2b3c4d57e6f8091a2b3c4d5e6f7","entry":"dlv_0190a2b3c4d57e6f8091a2b3c4d5e6f7"}';
    expect(withoutSecrets(line)).toBe(line);
  });

  it('nor is what a parser could not read', () => {
    const error = (() => {
      try {
        return JSON.parse('Secret text');
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(error.message).toContain('Secret tex');
    expect(JSON.stringify(errorFields(error))).not.toContain('Secret tex');
    expect(errorFields(new Error('no such table: items')).error).toBe('no such table: items');
  });
});
