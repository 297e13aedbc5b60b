/**
 * D1 set back to an earlier point, rehearsed on one machine: what the ledger objects do about it, and what
 * the desk does, step by step as the guide says. In the time that is lost a license's terms change, another
 * license is terminated, a key is revoked, an article is killed, and articles come. On an account `wrangler
 * d1 time-travel restore` sets D1 back; here an older copy of its file does.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { perform } from '../../test/crash/callers.ts';
import { readStored, type Stored } from '../../test/crash/files.ts';
import { type Fixture, type Key, openFixture, type Site } from '../../test/crash/fixture.ts';
import { judge } from '../../test/crash/judge.ts';
import { atRest, proofFaults, sign } from '../../test/crash/proofs.ts';
import { call, tokenOf } from '../../test/support/calls.ts';
import { temporaryState } from '../../test/support/embedded.ts';
import { ingestText } from '../../test/support/small-site.ts';
import type { Operators } from '../gateway.ts';
import { PRODUCT } from '../lib/build.ts';
import { freePort } from '../lib/free-port.ts';
import { MIGRATIONS } from '../lib/migrations.ts';
import { healthOf, notWell, uncovered, unverified } from './after.ts';
import { type Rehearsed, type Say, seconds, soon } from './report.ts';
import { SwitchedGateway } from './switched.ts';

export interface RestoreRehearsal {
  /** Also waits until the self-check has been through everything: minutes. */
  isWhole: boolean;
  /** The guide's step that sets active what was held: `/v1/admin` of this gateway, by this token. */
  confirm(url: string, token: string): Promise<void>;
}

/** How long it may take until the objects have noticed, and until D1 has everything again. */
const NOTICE_MS = 120_000;
/** What the self-check tells that it has put back into D1. */
const PUT_BACK = ['checkpoint_restored'];

export async function rehearseRestore(say: Say, { isWhole, confirm }: RestoreRehearsal): Promise<Rehearsed> {
  const state = temporaryState();
  const gateway = new SwitchedGateway([await freePort(), await freePort()], state.dir, MIGRATIONS);
  const code = { objects: PRODUCT, isolate: PRODUCT };
  const [d1, copy] = [join(state.dir, 'd1'), join(state.dir, 'd1-before')];
  const url = gateway.urls[0] ?? '';
  try {
    const operators = await gateway.start(code);
    if (!operators) throw new Error('the state is not new');
    const fixture = await openFixture(url, operators);
    const story = new Story(fixture, operators);
    await story.deliver('before the point');
    await atRest(url, operators.auditor);
    await gateway.stop();
    cpSync(d1, copy, { recursive: true });
    say(`a copy of D1 is kept: ${fixture.answers.length} entries`);

    await gateway.start(code);
    await story.loseTime();
    await atRest(url, operators.auditor);
    await gateway.stop();
    const lost = readStored(state.dir);
    rmSync(d1, { recursive: true });
    cpSync(copy, d1, { recursive: true });
    say(`D1 is set back: of ${lost.d1.length} entries it has ${readStored(state.dir).d1.length}`);

    const began = performance.now();
    await gateway.start(code);
    await story.partnersAsk();
    const held = await soon(async () => {
      const health = await healthOf(url, operators.admin);
      // The objects hold them once they have been told.
      const isHeld = health.unconfirmedLicenses === story.inForce.length && health.outbox === 0;
      return isHeld ? health : null;
    }, NOTICE_MS);
    say(
      `the objects have noticed after ${seconds(performance.now() - began)}; licenses held: ${held?.unconfirmedLicenses ?? 'not as many as there are'}`,
    );
    if (!held) story.faults.push('the licenses that were in force are not held');
    await story.standsStill();
    await atRest(url, operators.auditor);
    say(`D1 has every entry again after ${seconds(performance.now() - began)}`);

    await story.resend();
    await confirm(url, await tokenOf(url, operators.admin));
    await story.goesOn();
    await atRest(url, operators.auditor);
    const { licenses } = story;
    await sign(url, await tokenOf(url, operators.auditor), licenses);
    const proved = await proofFaults(url, operators.auditor, readStored(state.dir));
    const faults = [
      ...(await unverified(url, story.signed)),
      ...(await unverified(url, [...fixture.receipts].slice(story.signed.length), ['included', 'pending'])),
      ...(await notWell(url, operators.auditor, isWhole, PUT_BACK)),
      ...proved.faults,
    ];
    await gateway.stop();
    const now = readStored(state.dir);
    const judged = judge(fixture, {
      ...now,
      findings: now.findings.filter(({ kind }) => !PUT_BACK.includes(kind)),
    });
    return {
      figures: [
        `${fixture.answers.length} answers with an entry, ${now.d1.length} entries in D1 and in the objects, ${fixture.receipts.size} receipts`,
        `${fixture.refusedInTime} requests for what was stopped refused, ${proved.proofs} proofs`,
      ],
      faults: [...story.faults, ...faults, ...another(lost, now), ...fixture.faults, ...judged.faults],
    };
  } finally {
    await gateway.stop();
    state.remove();
  }
}

/** What D1 had of the log before it was set back, it has again, to the byte. */
function another(lost: Stored, now: Stored): string[] {
  const key = ({ license, idx }: { license: string; idx: number }) => `${license}/${idx}`;
  const rows = new Map(now.d1.map((row) => [key(row), row.body]));
  const missing = lost.d1.filter((row) => rows.get(key(row)) !== row.body);
  return missing.length === 0 ? [] : [`${missing.length} entries are not in D1 as they were`];
}

const KILLED = 0;
const CHANGED = { channels: ['web', 'app'] };
const LATER = ['urn:test:restore:1', 'urn:test:restore:2'];

/** Three sites: one whose terms change, one that nothing happens to, and one whose license ends. */
class Story {
  readonly faults: string[] = [];
  /** Receipts of entries that a checkpoint covers, signed in the time that is lost. */
  signed: string[] = [];
  readonly #fixture: Fixture;
  readonly #operators: Operators;

  constructor(fixture: Fixture, operators: Operators) {
    this.#fixture = fixture;
    this.#operators = operators;
  }

  get #sites(): { changed: Site; quiet: Site; ended: Site; revoked: Key } {
    const [changed, quiet, ended] = this.#fixture.sites;
    const revoked = changed?.keys[1];
    if (!changed || !quiet || !ended || !revoked) throw new Error('the world is not large enough');
    return { changed, quiet, ended, revoked };
  }

  get licenses(): string[] {
    return this.#fixture.sites.map(({ license }) => license);
  }

  /** Licenses that wait for the desk afterwards: one that has ended has ended. */
  get inForce(): string[] {
    return this.licenses.filter((license) => license !== this.#sites.ended.license);
  }

  get #killed(): string {
    return this.#fixture.articles[KILLED] ?? '';
  }

  async deliver(when: string): Promise<void> {
    for (const site of this.#fixture.sites)
      for (const article of [...this.#fixture.articles, ...this.#fixture.articles.slice(0, 3)])
        await this.#expect(site, article, 200, when, 402);
  }

  async loseTime(): Promise<void> {
    const { changed, ended, revoked } = this.#sites;
    const { articles, withdrawals } = this.#fixture;
    for (const uri of LATER) articles.push(await ingestText(await this.#desk(), uri));
    await this.deliver('in the time that is lost');
    this.signed = [...this.#fixture.receipts];
    const { auditor } = this.#operators;
    this.faults.push(...(await uncovered(this.#fixture.url, auditor, this.licenses, this.signed)));
    await this.#change(`licenses/${changed.license}`, CHANGED);
    await this.#change(`licenses/${ended.license}`, { status: 'terminated' });
    withdrawals.begin(ended.license);
    revoked.revokedAt = performance.now();
    const { url, token } = await this.#desk();
    const response = await fetch(`${url}/v1/admin/keys/${revoked.id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.status !== 204) throw new Error(`the key is not revoked: ${response.status}`);
    withdrawals.begin(revoked.id);
    await this.#change(`articles/${this.#killed}`, { pubStatus: 'canceled' });
    withdrawals.begin(this.#killed);
    await this.#stopped('in the time that is lost', { killed: 410 });
  }

  /** Requests of partners wake the objects. No answer may deliver what is stopped. */
  async partnersAsk(): Promise<void> {
    for (const site of this.#fixture.sites) await this.#fetched(site, this.#fixture.articles[1] ?? '');
  }

  async standsStill(): Promise<void> {
    const { changed, quiet } = this.#sites;
    for (const site of [changed, quiet])
      await this.#expect(site, this.#fixture.articles[1] ?? '', 403, 'while licenses are held');
    // D1 does not know of the kill, and the object does: 503, whatever the license.
    await this.#stopped('while licenses are held', { killed: 503 });
  }

  async resend(): Promise<void> {
    const { changed } = this.#sites;
    await this.#change(`articles/${this.#killed}`, { pubStatus: 'canceled' });
    for (const [place, uri] of LATER.entries()) {
      const id = await ingestText(await this.#desk(), uri);
      if (id !== this.#fixture.articles.at(place - LATER.length))
        this.faults.push(`${uri} has become another article`);
    }
    // With its terms it is said to be in force: a change that said nothing of it would leave it suspended, as
    // the desk's own word.
    await this.#change(`licenses/${changed.license}`, { ...CHANGED, status: 'active' });
  }

  async goesOn(): Promise<void> {
    const { changed, quiet } = this.#sites;
    for (const site of [changed, quiet])
      for (const article of this.#fixture.articles.slice(KILLED + 1))
        await this.#expect(site, article, 200, 'afterwards', 402);
    await this.#stopped('afterwards', { killed: 410 });
    const { unconfirmedLicenses } = await healthOf(this.#fixture.url, this.#operators.admin);
    if (unconfirmedLicenses !== 0)
      this.faults.push(`${unconfirmedLicenses} licenses still wait for the desk`);
  }

  async #stopped(when: string, { killed }: { killed: number }): Promise<void> {
    const { changed, ended, revoked } = this.#sites;
    await this.#expect(changed, this.#killed, killed, when);
    await this.#expect(ended, this.#fixture.articles[1] ?? '', 403, when);
    const status = await this.#fetched(changed, this.#fixture.articles[1] ?? '', revoked);
    if (status !== 401) this.faults.push(`${status} with a token of the revoked key, ${when}`);
    const newToken = await tokenOf(this.#fixture.url, revoked.client).then(
      () => 'a token',
      (error: Error) => error.message,
    );
    // Before the objects have brought it back, D1 may still give one; it opens nothing.
    if (!newToken.includes('401') && when !== 'while licenses are held')
      this.faults.push(`the revoked key gets ${newToken}, ${when}`);
  }

  async #expect(site: Site, article: string, expected: number, when: string, or = expected): Promise<void> {
    const status = await this.#fetched(site, article);
    if (status !== expected && status !== or)
      this.faults.push(`${status} instead of ${expected} for ${article}, ${when}`);
  }

  async #fetched(site: Site, article: string, key = site.keys[0]): Promise<number> {
    if (!key) throw new Error('the site has no key');
    const before = this.#fixture.answers.length;
    const path = `/v1/articles/${article}?title=${site.titles[0]}`;
    const status = await perform(this.#fixture, { site, key, article, method: 'GET', path });
    if (this.#fixture.answers.length === before && status === 200)
      this.faults.push(`${article} came without an entry`);
    return status;
  }

  async #desk(): Promise<{ url: string; token: string }> {
    const { url } = this.#fixture;
    return { url, token: await tokenOf(url, this.#operators.admin) };
  }

  async #change(path: string, json: unknown): Promise<void> {
    const { url, token } = await this.#desk();
    await call(`${url}/v1/admin/${path}`, token, 'PATCH', json);
  }
}
