/** Which version gets the traffic, and how it is looked at. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../scripts/provision/guard.ts';
import { askingVersion, send } from '../../../scripts/provision/release.ts';
import { servingFaults } from '../../../scripts/provision/serving.ts';
import { COMPLETE, choicesOf, RECORDED, settingsWith } from './support.ts';

const settings = settingsWith([...choicesOf(), ...RECORDED]);

/** Wrangler that writes these lines of what it did with the first command. */
function wranglerThat(...lines: object[]) {
  const shown: string[][] = [];
  const show = async (args: readonly string[], output?: string) => {
    if (shown.push([...args]) === 1 && output)
      for (const line of lines) appendFileSync(output, `${JSON.stringify(line)}\n`);
  };
  return { shown, wrangler: { show } };
}

describe('a release in part', () => {
  it('is of the version that was uploaded, whatever somebody else uploads by then', async () => {
    const { wrangler, shown } = wranglerThat(
      { type: 'wrangler-session', version: 1 },
      { type: 'version-upload', version: 1, version_id: 'mine' },
    );
    const planned = commands(settings, COMPLETE, 10);
    expect(await send(wrangler, planned)).toBe('mine');
    const [, second] = planned;
    expect(shown[1]).toEqual(second?.map((line) => line.replace('NEW@', 'mine@')));
    expect(shown[1]).toContain('mine@10%');
  });

  it('goes no further when wrangler does not say which it is', async () => {
    const { wrangler, shown } = wranglerThat({ type: 'version-upload', version_id: null });
    await expect(send(wrangler, commands(settings, COMPLETE, 10))).rejects.toThrow(/serves nobody yet/);
    expect(shown).toHaveLength(1);
  });
});

describe('the look at what serves', () => {
  it('is at what a delivery does not need, too, and at the version that is new', async () => {
    const versions = new Set<unknown>();
    const paths: string[] = [];
    const broken = createServer((request, response) => {
      versions.add(request.headers['cloudflare-workers-version-overrides']);
      paths.push(request.url ?? '');
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const { port } = broken.address() as AddressInfo;
    const faults = await servingFaults(
      settings,
      `http://127.0.0.1:${port}`,
      askingVersion(settings, 'mine'),
    ).finally(() => broken.close());
    expect(faults).toHaveLength(paths.length);
    expect(paths).toEqual(expect.arrayContaining(['/console/sign-in', '/v1/admin/articles']));
    expect([...versions]).toEqual(['imprimatur-production="mine"']);
  });
});
