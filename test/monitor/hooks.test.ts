import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readHooks, receives } from '../../src/monitor/hooks.ts';
import { ALERT_KINDS, runbookOf } from '../../src/monitor/kinds.ts';
import { secretsOf, signatureHeaders } from '../../src/platform/standard-webhooks.ts';

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
const SECRETS: Record<string, string> = { ALERT_SECRET_A: secretOf(32), ALERT_SECRET_B: secretOf(24) };
const read = (value: unknown, secrets = SECRETS) =>
  readHooks(typeof value === 'string' ? value : JSON.stringify(value), (name) => secrets[name]);
const hook = (more: object = {}) => ({ url: 'https://alerts.example/x', secret: 'ALERT_SECRET_A', ...more });

describe('ALERT_WEBHOOKS', () => {
  it('is optional, and without it nobody is notified', () => {
    expect([readHooks(undefined, () => undefined), read(' ')]).toEqual([
      { hooks: [], faults: [] },
      { hooks: [], faults: [] },
    ]);
  });

  it('names address, secret and kinds, and by default all kinds', () => {
    const { hooks, faults } = read([
      hook(),
      hook({ name: 'chat', severity: 'critical', kinds: ['bugs', 'drain_behind'], secret: 'ALERT_SECRET_B' }),
    ]);
    expect(faults).toEqual([]);
    expect(hooks).toEqual([
      { ...hook(), name: 'alerts.example', severity: 'warning', kinds: ALERT_KINDS },
      {
        ...hook(),
        name: 'chat',
        secret: 'ALERT_SECRET_B',
        severity: 'critical',
        kinds: ['bugs', 'drain_behind'],
      },
    ]);
    const [all, chat] = hooks;
    expect(ALERT_KINDS.filter((kind) => all && receives(all, kind))).toEqual(ALERT_KINDS);
    // drain_behind is none that wakes.
    expect(ALERT_KINDS.filter((kind) => chat && receives(chat, kind))).toEqual(['bugs']);
  });

  it.each<[string, unknown, string]>([
    ['is no JSON', '[{', 'ALERT_WEBHOOKS: not JSON'],
    ['is no list', '{}', 'ALERT_WEBHOOKS: not a list'],
    ['goes in clear to another machine', [hook({ url: 'http://alerts.example/x' })], '/0/url'],
    ['has a password in its address', [hook({ url: 'https://a:b@alerts.example/' })], '/0/url'],
    ['goes nowhere', [hook({ url: 'file:///etc/passwd' })], '/0/url'],
    ['has the secret itself', [hook({ secret: secretOf(32) })], '/0/secret'],
    ['names another kind of secret', [hook({ secret: 'SIGNING_KEYS' })], '/0/secret'],
    ['names an unknown kind', [hook({ kinds: ['lunch'] })], '/0/kinds/0'],
    ['has an unknown member', [hook({ retries: 3 })], 'ALERT_WEBHOOKS/0'],
    ['has a duplicate name', [hook(), hook()], '/1/name'],
  ])('reports an entry that %s as a fault with its path', (_, value, place) => {
    const { faults } = read(value);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(place);
    expect(faults.join()).not.toContain(SECRETS.ALERT_SECRET_A ?? '');
  });

  it.each([
    ['is not there', undefined],
    ['is a password', 'correct horse battery staple'],
    ['is too short', secretOf(16)],
    ['is too long', secretOf(65)],
    ['is three', [32, 33, 34].map(secretOf).join(' ')],
  ])('reports a secret that %s as a fault without quoting it', (_, secret) => {
    const { hooks, faults } = read([hook()], { ...(secret !== undefined && { ALERT_SECRET_A: secret }) });
    expect([hooks, faults.length]).toEqual([[], 1]);
    expect(faults[0]).toContain('ALERT_SECRET_A');
    if (secret) expect(faults[0]).not.toContain(secret);
  });

  it('uses the other entries when one is malformed', () => {
    const { hooks, faults } = read([hook({ url: 'nowhere' }), hook({ name: 'good' })]);
    expect([hooks.map(({ name }) => name), faults.length]).toEqual([['good'], 1]);
  });

  it('accepts http for localhost', () => {
    expect(read([hook({ url: 'http://localhost:9999/' })]).faults).toEqual([]);
  });
});

describe('the signature of a webhook', () => {
  const signed = {
    id: 'alr_1-firing-1',
    timestamp: Math.floor(Date.now() / 1000),
    body: '{"type":"alert.firing"}',
  };
  const headersOf = (secret: string) => signatureHeaders(secretsOf(secret) ?? [], signed);

  it('is verified by the library of Standard Webhooks', async () => {
    const headers = await headersOf(secretOf(32));
    expect(new Webhook(secretOf(32)).verify(signed.body, headers)).toEqual({ type: 'alert.firing' });
    expect(() => new Webhook(secretOf(33)).verify(signed.body, headers)).toThrow('No matching signature');
    expect(() => new Webhook(secretOf(32)).verify(`${signed.body} `, headers)).toThrow();
    const later = { ...headers, 'webhook-timestamp': String(signed.timestamp + 1) };
    expect(() => new Webhook(secretOf(32)).verify(signed.body, later)).toThrow();
  });

  it('is made with both secrets during a rotation, so that either receiver verifies it', async () => {
    const headers = await headersOf(`${secretOf(32)} ${secretOf(40)}`);
    for (const secret of [secretOf(32), secretOf(40)])
      expect(new Webhook(secret).verify(signed.body, headers)).toBeTruthy();
  });
});

describe('the guide for operations', () => {
  it('says what to do first for each kind, and has the incident that its alert links to', () => {
    const guide = readFileSync('docs/operations.md', 'utf8');
    const anchors = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const kind of ALERT_KINDS) {
      expect(anchors).toContain(kind);
      expect(anchors).toContain(runbookOf(kind, undefined).replace('docs/operations.md#', ''));
    }
    expect(runbookOf('bugs', 'https://code.example/operations.md')).toBe(
      'https://code.example/operations.md#incident-a-burst-of-errors',
    );
  });
});
