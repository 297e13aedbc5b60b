/** What stands in wrangler.toml for an environment, and what of it is not let through. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/build.ts';
import { chosen } from '../../../scripts/provision/choices.ts';
import { CONFIG, parsed, settingsIn } from '../../../scripts/provision/config.ts';
import { domainOf, readSettings } from '../../../scripts/provision/settings.ts';
import { difference, edited } from '../../../scripts/provision/toml.ts';
import { CHOICES, choicesOf, RECORDED, settingsWith, TOML } from './support.ts';

const READY = edited(TOML, choicesOf());
const faultsOf = (toml: string) => {
  const read = readSettings('production', parsed(toml, 'production'));
  return read.ok ? [] : read.faults;
};
const changed = (table: string, key: string, value: string) => edited(READY, [{ table, key, value }]);
const ENV = 'env.production';

describe('an environment', () => {
  it('that nobody has chosen anything for is not ready, and says what is missing', () => {
    const named = faultsOf(TOML).map(({ reason, detail }) => `${reason} ${detail.split(' ')[0]}`);
    for (const name of [
      'PUBLIC_URL',
      'AGENCY_NAME',
      'AGENCY_NOTICE',
      'AGENCY_LICENSE_URL',
      'LOG_ORIGIN',
      'LEDGER_JURISDICTION',
    ])
      expect(named).toContain(`placeholder ${name}`);
  });

  it('with its choices is ready, and with its record says what it is', () => {
    expect(settingsWith([...choicesOf(), ...RECORDED])).toMatchObject({
      worker: 'imprimatur-production',
      account: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
      database: { name: 'imprimatur-production', id: '6f1c0b1e-0d3c-4d0f-9f57-1a2b3c4d5e6f' },
      bucket: { name: 'imprimatur-production', jurisdiction: 'eu' },
      publicUrl: 'https://gateway.tidemark.example',
      logOrigin: 'gateway.tidemark.example/imprimatur',
      jurisdiction: 'eu',
      pool: 16,
      secrets: ['SIGNING_KEYS'],
    });
    expect(settingsWith(choicesOf())).toMatchObject({ account: null, database: { id: null } });
  });

  it.each<[string, string, string, string, string]>([
    ['a domain without TLS', `${ENV}.vars`, 'PUBLIC_URL', '"http://gateway.tidemark.example"', 'domain'],
    ['a path in the address', `${ENV}.vars`, 'PUBLIC_URL', '"https://gateway.tidemark.example/"', 'domain'],
    [
      'another domain than the address',
      ENV,
      'routes',
      '[{ pattern = "other.example", custom_domain = true }]',
      'domain',
    ],
    ['a route that is no custom domain', ENV, 'routes', '["gateway.tidemark.example/*"]', 'domain'],
    ['a door beside the domain', ENV, 'workers_dev', 'true', 'open_door'],
    ['preview addresses', ENV, 'preview_urls', 'true', 'open_door'],
    ['a jurisdiction that there is not', `${ENV}.vars`, 'LEDGER_JURISDICTION', '"EU"', 'jurisdiction'],
    ['a bucket outside of the jurisdiction', `${ENV}.vars`, 'LEDGER_JURISDICTION', '"none"', 'jurisdiction'],
    ['a region outside of the jurisdiction', `${ENV}.vars`, 'LEDGER_REGIONS', '"weur,enam"', 'regions'],
    ['the worker of the other environment', ENV, 'name', '"imprimatur-preview"', 'name'],
    [
      'the database of the other environment',
      `${ENV}.d1_databases`,
      'database_name',
      '"imprimatur-preview"',
      'name',
    ],
    [
      'the bucket of the other environment',
      `${ENV}.r2_buckets`,
      'bucket_name',
      '"imprimatur-preview"',
      'name',
    ],
    ['no pool', `${ENV}.vars`, 'LEDGER_POOL_SIZE', '"many"', 'pool'],
    ['two limits that count together', `${ENV}.ratelimits`, 'namespace_id', '"3002"', 'rate_limit'],
  ])('with %s is not ready', (_, table, key, value, reason) => {
    expect(faultsOf(changed(table, key, value)).map((fault) => fault.reason)).toContain(reason);
  });

  it.each(['PUBLIC_URL', 'LOG_ORIGIN'])('with the %s of the other is not ready', (name) => {
    const others = choicesOf('preview', TOML, { ...CHOICES, domain: 'preview.tidemark.example' });
    const both = edited(READY, others);
    const { vars } = parsed(READY, 'production');
    const mixed = edited(both, [{ table: 'env.preview.vars', key: name, value: `"${vars[name]}"` }]);
    expect(settingsIn(both, 'production', CONFIG)).toMatchObject({ ok: true });
    const read = settingsIn(mixed, 'production', CONFIG);
    expect(read).toMatchObject({
      ok: false,
      faults: [{ reason: 'shared', detail: expect.stringContaining('of imprimatur-preview') }],
    });
  });

  it('with the database of the other is not ready, once both are made', () => {
    const both = edited(
      edited(READY, choicesOf('preview', TOML, { ...CHOICES, domain: 'preview.tidemark.example' })),
      RECORDED,
    );
    const id = parsed(both, 'production').d1_databases[0]?.database_id;
    const mixed = edited(both, [{ table: 'env.preview.d1_databases', key: 'database_id', value: `"${id}"` }]);
    expect(settingsIn(both, 'preview', CONFIG)).toMatchObject({ ok: true });
    for (const [one, other] of [
      ['preview', 'production'],
      ['production', 'preview'],
    ] as const)
      expect(settingsIn(mixed, one, CONFIG)).toMatchObject({
        ok: false,
        faults: [
          {
            reason: 'shared',
            detail: expect.stringContaining(`database_id is "${id}", and so it is of imprimatur-${other}`),
          },
        ],
      });
  });

  it.each([
    'gateway.example',
    'ftp://gateway.example',
    'https://gateway',
    'https://10.0.0.1',
    'https://gateway.example:8443',
    'https://a:b@gateway.example',
    'https://gateway.example?x',
  ])('is not at %s', (address) => expect(domainOf(address)).toBeNull());
});

describe('a file', () => {
  const PATH = join(ROOT, 'agency.toml');
  const [head = '', production = ''] = READY.split('\n[env.production]\n');
  const only = `${head.slice(0, head.indexOf('\n[env.preview]\n'))}\n[env.production]\n${production}`;

  it('may have one environment only', () => {
    expect(settingsIn(only, 'production', PATH)).toMatchObject({
      ok: true,
      value: { config: 'agency.toml' },
    });
  });

  it.each<[string, string]>([
    ['has not what wrangler wants', '[env.preview]\nname = 3\nroutes = "none"\nd1_databases = ["later"]\n'],
    ['has only begun', '[env.preview]\n'],
    ['has its variables as a text', '[env.preview]\nvars = "later"\n'],
  ])('may have another one that %s', (_, preview) => {
    expect(settingsIn(`${only}\n${preview}`, 'production', PATH)).toMatchObject({ ok: true });
  });

  it('has what a faulty one says compared all the same', () => {
    const faulty = `${only}\n[env.preview]\nroutes = "none"\nvars = { LOG_ORIGIN = "gateway.tidemark.example/imprimatur" }\n`;
    expect(settingsIn(faulty, 'production', PATH)).toMatchObject({
      ok: false,
      faults: [{ reason: 'shared', detail: expect.stringMatching(/^LOG_ORIGIN .* so it is of preview:/) }],
    });
  });

  it.each<[string, string]>([
    ['lacks the environment', only],
    ['has it with a fault', `${only}\n[env.preview]\nname = 3\n`],
    ['is no TOML', `${only}\n[env.preview\n`],
  ])('that %s is named as it was given', (_, toml) => {
    const reading = () => settingsIn(toml, 'preview', PATH);
    expect(reading).toThrow(/^agency\.toml cannot be read: /);
    expect(reading).not.toThrow(/wrangler\.toml|imprimatur-config/);
  });
});

describe('a choice', () => {
  it('takes the place of what nobody has chosen, once', () => {
    const repeated = chosen('production', parsed(READY, 'production'), CHOICES);
    expect(repeated).toEqual({ ok: true, edits: [] });
  });

  it.each([
    ['domain', 'other.example', /PUBLIC_URL/],
    ['jurisdiction', 'none', /chosen once/],
    ['log-origin', 'other.example/log', /chosen once/],
  ])('of another --%s than is recorded is refused', (option, value, why) => {
    const read = chosen('production', parsed(READY, 'production'), { [option]: value }, 'agency.toml');
    expect(read).toMatchObject({ ok: false, faults: [expect.stringMatching(why)] });
    expect(JSON.stringify(read)).toContain(`${value}: agency.toml has `);
  });

  it('changes its own lines and no other: comments, order and the other environment stay', () => {
    const [before, after] = [TOML, READY].map((toml) => toml.split('\n[env.production]\n'));
    expect(after?.[0]).toBe(before?.[0]);
    const lines = (text = '') => text.split('\n');
    const fixed = (text = '') =>
      lines(text).filter((line) => !/gateway|CHOSEN|jurisdiction|LEDGER_(JURIS|REG)|AGENCY/.test(line));
    expect(fixed(after?.[1])).toEqual(fixed(before?.[1]));
    expect(lines(after?.[1]).length).toBe(lines(before?.[1]).length + 1);
    const shown = difference(TOML, READY);
    expect(shown).toContain('- PUBLIC_URL = "https://gateway.invalid"');
    expect(shown).toContain('+ PUBLIC_URL = "https://gateway.tidemark.example"');
    expect(shown).toContain('+ jurisdiction = "eu"');
  });

  it('writes what is quoted so that it is read as it was said', () => {
    const agency = 'The "Tide" \\ Co';
    const toml = edited(TOML, choicesOf('production', TOML, { ...CHOICES, agency }));
    expect(parsed(toml, 'production').vars.AGENCY_NAME).toBe(agency);
  });
});
