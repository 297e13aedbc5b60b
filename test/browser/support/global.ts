/**
 * Before the first test in a browser: one gateway with the sample newsroom and one browser, for all files.
 */
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { type Gateway, startGateway } from '../../../scripts/gateway.ts';
import { freePort } from '../../../scripts/lib/free-port.ts';
import { loadSample, type PartnerCredentials } from '../../../scripts/newsroom/load.ts';
import type { Client } from '../../support/calls.ts';
import { LAUNCH } from '../../support/chromium.ts';
import { temporaryState } from '../../support/embedded.ts';

/** As `npm start` writes it. */
export interface Credentials {
  gateway: string;
  admin: Client;
  auditor: Client;
  partners: PartnerCredentials[];
}

declare module 'vitest' {
  export interface ProvidedContext {
    credentials: Credentials;
    /** Where the browser takes connections. */
    browser: string;
  }
}

const state = temporaryState();
let gateway: Gateway | undefined;
let browser: BrowserServer | undefined;

export async function setup(project: TestProject): Promise<void> {
  browser = await chromium.launchServer(LAUNCH);
  // Refusals are part of what is tested, and their lines would stand between the results.
  gateway = await startGateway({
    port: await freePort(),
    stateDir: state.dir,
    vars: { LOG_LEVEL: 'error' },
  });
  const { url, operators } = gateway;
  if (!operators) throw new Error('the state is not new');
  const partners = await loadSample(url, operators.admin);
  gateway.finished();
  project.provide('credentials', { gateway: url, ...operators, partners });
  project.provide('browser', browser.wsEndpoint());
}

export async function teardown(): Promise<void> {
  await browser?.close();
  await gateway?.stop();
  state.remove();
}
