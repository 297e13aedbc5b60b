/**
 * Witnesses and the time-stamping authority, as they behave and misbehave. They are the outside world: only
 * `fetch` is stood in for.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  INTEGER,
  OBJECT_ID,
  OCTET_STRING,
  readElements,
  SEQUENCE,
  writeElement,
} from '../../../src/agency-log/der.ts';
import { checkpointKey } from '../../../src/ledger/transparency/checkpoint-key.ts';
import { printVerifierKey } from '../../../src/ledger/transparency/note.ts';
import { AGENCY_LOG } from '../../../src/ledger/transparency/origins.ts';
import { verifierKeysOf } from '../../../src/ledger/transparency/signer.ts';
import type { RootSubmission } from '../../../src/ledger/transparency/types.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { TestWitness, type WitnessReply } from '../../support/witness.ts';
import { age, agencyObject, ask, exec, findingsOf, withoutStoredCheckpoints } from './support.ts';

const URL_OF = 'https://witness.example/submit/';
const [logKey] = verifierKeysOf(env.SIGNING_KEYS, env.LOG_ORIGIN);

let witness: TestWitness;
let reply: (body: string) => WitnessReply | Promise<Response>;
let requests: { url: string; body: string }[];
let roots = 0;

/** One more leaf in the agency log, signed. */
async function grow(): Promise<void> {
  roots++;
  const root: RootSubmission = {
    license: `lic_${roots}`,
    size: 1,
    root: naiveRoot([Buffer.alloc(32, roots)]).toString('base64'),
    from: 0,
    hashes: [],
  };
  await agencyObject().addRoots([root]);
  await age(agencyObject());
  await ask(agencyObject(), { kind: 'checkpoint', tree: AGENCY_LOG });
}

const sizeOf = (note: string) => Number(note.split('\n')[1]);

const newest = async () => (await ask(agencyObject(), { kind: 'checkpoint', tree: AGENCY_LOG })).note;

/** As if the last failure had been a while ago: the object is told so by having it forget. */
const setWitnesses = (list: string | undefined) => setVariable('WITNESSES', list);

const setVariable = (name: 'WITNESSES' | 'TIMESTAMP_URL', value: string | undefined) =>
  runInDurableObject(agencyObject(), (instance) => {
    const { env: own } = instance as unknown as { env: Record<string, string> };
    if (value === undefined) delete own[name];
    else own[name] = value;
  });

async function beat(): Promise<void> {
  await agencyObject().poke();
  await runDurableObjectAlarm(agencyObject());
}

let names = 0;

beforeEach(async () => {
  // Every test has a witness of its own name, so that no pause after a failure is carried over.
  witness = new TestWitness(`witness.example/w${++names}`);
  witness.trust(env.LOG_ORIGIN, logKey ? printVerifierKey(logKey) : '');
  reply = (body) => witness.addCheckpoint(body);
  requests = [];
  vi.stubGlobal('fetch', async (input: string, init: RequestInit) => {
    const body = Buffer.from(init.body as Uint8Array).toString();
    requests.push({ url: String(input), body });
    const given = await reply(body);
    if (given instanceof Response) return given;
    return new Response(given.body, {
      status: given.status,
      headers: { 'Content-Type': given.type ?? 'text/plain' },
    });
  });
  await exec(agencyObject(), 'DELETE FROM log_findings');
  await setWitnesses(JSON.stringify([{ name: witness.name, key: witness.verifierKey, url: URL_OF }]));
  await grow();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await setWitnesses(undefined);
});

describe('a witness', () => {
  it('is shown each new checkpoint, and its cosignature is given out with it', async () => {
    const signed = await newest();
    await beat();
    expect(requests.map(({ url }) => url)).toEqual(['https://witness.example/submit/add-checkpoint']);
    const cosigned = await newest();
    expect(cosigned.startsWith(signed)).toBe(true);
    expect(cosigned.slice(signed.length)).toMatch(new RegExp(`^— ${witness.name} [A-Za-z0-9+/=]+\n$`));
    const stored = await env.DB.prepare(
      'SELECT cosignatures FROM checkpoints WHERE origin = ? ORDER BY size DESC',
    )
      .bind(env.LOG_ORIGIN)
      .first('cosignatures');
    expect(signed + stored).toBe(cosigned);
    const size = sizeOf(signed);
    expect(await (await env.BUCKET.get(checkpointKey(env.LOG_ORIGIN, size)))?.text()).toBe(cosigned);
    expect(await findingsOf(agencyObject())).toEqual([]);
  });

  it('is asked once a checkpoint, and with a proof from what it has seen', async () => {
    await beat();
    await beat();
    expect(witness.requests).toBe(1);
    await grow();
    await grow();
    await grow();
    await beat();
    expect(witness.requests).toBe(2);
    expect(requests[1]?.body).toMatch(/^old [1-9]\d*\n([A-Za-z0-9+/=]{44}\n)+\n/);
    expect(witness.cosigned.get(env.LOG_ORIGIN)?.size).toBe(sizeOf(await newest()));
  });

  it('is asked again after a day, so that its time says that nothing newer was hidden', async () => {
    await beat();
    await exec(agencyObject(), 'UPDATE witnesses SET at_ms = at_ms - 86400001');
    await beat();
    expect(witness.requests).toBe(2);
    const lines = (await newest()).split('\n').filter((line) => line.startsWith(`— ${witness.name} `));
    expect(lines).toHaveLength(1);
  });

  it('that has seen another size than we remember is proved to from there', async () => {
    await beat();
    await exec(agencyObject(), 'DELETE FROM witnesses');
    await grow();
    await beat();
    expect(witness.requests).toBe(3);
    expect(witness.cosigned.get(env.LOG_ORIGIN)?.size).toBe(sizeOf(await newest()));
    expect(await findingsOf(agencyObject())).toEqual([]);
  });

  it('that has cosigned more than we have signed is a finding: our log was set back', async () => {
    reply = () => ({ status: 409, type: 'text/x.tlog.size', body: '1000000\n' });
    await beat();
    expect(await findingsOf(agencyObject())).toEqual(['witness_contradicts']);
    const [finding] = (await agencyObject().health()).logFindings ?? [];
    expect(JSON.parse(finding?.message ?? '')).toMatchObject({
      key: 'log.witness_ahead',
      parameters: { there: 1_000_000 },
    });
  });

  it('that finds no consistency is a finding', async () => {
    reply = () => ({ status: 422, body: '' });
    await beat();
    expect(await findingsOf(agencyObject())).toEqual(['witness_contradicts']);
    expect(await newest()).not.toContain(witness.name);
  });

  it.each<[string, (body: string) => WitnessReply | Promise<Response>]>([
    ['answers 500', () => ({ status: 500, body: 'down' })],
    ['does not know the log', () => ({ status: 404, body: '' })],
    ['redirects', () => ({ status: 302, body: '' })],
    ['cannot be reached', () => Promise.reject(new Error('connection refused'))],
    ['answers no signature', () => ({ status: 200, body: 'thank you\n' })],
    [
      'signs something else',
      () => ({ status: 200, body: witness.cosign('other\n1\nAAAA\n', 1_800_000_000) }),
    ],
    [
      'signs with another key',
      (body) => ({
        ...new TestWitness(
          witness.name,
          new Map([[env.LOG_ORIGIN, logKey ? printVerifierKey(logKey) : '']]),
        ).addCheckpoint(body.replace(/^old \d+\n([^\n]+\n)*/, 'old 0\n')),
        status: 200,
      }),
    ],
    ['signs in the future', (body) => witness.addCheckpoint(body, Math.floor(Date.now() / 1000) + 3600)],
    ['answers without end', () => Promise.resolve(new Response('x'.repeat(200_000), { status: 200 }))],
    ['says 409 without a size', () => ({ status: 409, body: 'no' })],
  ])('that %s is a finding, is left alone for a minute, and spoils nothing', async (_, misbehaviour) => {
    const signed = await newest();
    reply = misbehaviour;
    await beat();
    expect(await findingsOf(agencyObject())).toEqual(['witness_failing']);
    expect(await newest()).toBe(signed);
    const count = requests.length;
    await beat();
    expect(requests).toHaveLength(count);
    expect((await agencyObject().health()).alarmAtMs).not.toBeNull();
  });

  it('and another one both stand beside the checkpoint; one that fails keeps nobody waiting', async () => {
    const second = new TestWitness(`second.example/w${names}`);
    second.trust(env.LOG_ORIGIN, logKey ? printVerifierKey(logKey) : '');
    await setWitnesses(
      JSON.stringify([
        { name: witness.name, key: witness.verifierKey, url: URL_OF },
        { name: second.name, key: second.verifierKey, url: 'https://second.example' },
      ]),
    );
    const first = witness;
    reply = (body) =>
      requests.at(-1)?.url.startsWith('https://second.example')
        ? second.addCheckpoint(body)
        : first.addCheckpoint(body);
    await beat();
    const note = await newest();
    expect([note.includes(first.name), note.includes(second.name)]).toEqual([true, true]);
    const row = await env.DB.prepare(
      'SELECT note, cosignatures FROM checkpoints WHERE origin = ? ORDER BY size DESC',
    )
      .bind(env.LOG_ORIGIN)
      .first<{ note: string; cosignatures: string }>();
    expect(row && row.note + row.cosignatures).toBe(note);
  });

  it('whose cosignature could not be kept is asked again', async () => {
    await withoutStoredCheckpoints(async () => {
      await beat();
      const [finding] = (await agencyObject().health()).logFindings ?? [];
      // Ours, not the witness's.
      expect(finding).toMatchObject({
        kind: 'witness_failing',
        detail: expect.stringMatching(/^what it gave could not be kept: /),
        message: null,
      });
    });
    const [row] = await exec(agencyObject(), 'SELECT * FROM witnesses WHERE name = ?', witness.name);
    expect(row).toBeUndefined();
  });

  it('that is not configured well is a finding that names the fault', async () => {
    await setWitnesses(JSON.stringify([{ name: witness.name, key: 'x', url: URL_OF }]));
    await beat();
    const [finding] = (await agencyObject().health()).logFindings ?? [];
    expect(finding).toMatchObject({ kind: 'witness_failing', origin: 'WITNESSES' });
    expect(finding?.detail).toContain('WITNESSES/0/key');
    await setWitnesses(undefined);
    await beat();
    expect(await findingsOf(agencyObject())).toEqual([]);
  });
});

/** A response to a request for a timestamp (both DER), with a token that nobody has signed. */
function timestampOf(request: Uint8Array): Uint8Array<ArrayBuffer> {
  const [whole] = readElements(request) ?? [];
  const [, imprint, nonce] = readElements(whole?.content ?? new Uint8Array()) ?? [];
  const number = (value: number) => writeElement(INTEGER, Uint8Array.of(value));
  const id = (hex: string) => writeElement(OBJECT_ID, Buffer.from(hex, 'hex'));
  const info = writeElement(
    SEQUENCE,
    ...[number(1), id('2a03'), writeElement(SEQUENCE, imprint?.content ?? new Uint8Array()), number(1)],
    ...[writeElement(0x18, Buffer.from('20260101000000Z')), writeElement(INTEGER, nonce?.content ?? request)],
  );
  const content = writeElement(0xa0, writeElement(OCTET_STRING, info));
  const encapsulated = writeElement(SEQUENCE, id('2a864886f70d0109100104'), content);
  const signed = writeElement(SEQUENCE, number(3), writeElement(0x31), encapsulated);
  const token = writeElement(SEQUENCE, id('2a864886f70d010702'), writeElement(0xa0, signed));
  return new Uint8Array(writeElement(SEQUENCE, writeElement(SEQUENCE, number(0)), token));
}

describe('the time-stamping authority', () => {
  beforeEach(async () => {
    await setWitnesses(undefined);
    await setVariable('TIMESTAMP_URL', 'https://time.example/tsa');
    vi.stubGlobal('fetch', async (url: string, init: { body: Uint8Array }) => {
      requests.push({ url, body: '' });
      return new Response(timestampOf(init.body), { status: 200 });
    });
  });
  afterEach(() => setVariable('TIMESTAMP_URL', undefined));

  const setTime = (ms: number) =>
    exec(
      agencyObject(),
      `INSERT OR REPLACE INTO meta (name, value) VALUES ('timestamped_ms', ?)`,
      Date.now() + ms,
    );
  const askedFor = async () => {
    await grow();
    await beat();
    return requests.splice(0).length;
  };

  it('is asked once an hour, also when the last time is of a clock that was ahead and has been set back', async () => {
    await setTime(-3_600_001);
    expect([await askedFor(), await askedFor()]).toEqual([1, 0]);
    await setTime(864_000_000);
    expect([await askedFor(), await askedFor()]).toEqual([1, 0]);
    expect(await findingsOf(agencyObject())).toEqual([]);
  });
});
