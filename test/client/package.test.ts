import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleClient } from '../../scripts/lib/client-build.ts';
import { API_FILE, apiTypes } from '../../scripts/lib/client-types.ts';

describe('the client package', () => {
  it('has the types of the description as it is now', async () => {
    const stale =
      'client/src/api.ts is not what assets/openapi.json says: run `npm run client:build` and commit it';
    expect((await apiTypes()) === readFileSync(API_FILE, 'utf8'), stale).toBe(true);
  });

  it('needs no module beside it, and stays small', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imprimatur-client-'));
    try {
      const outfile = join(folder, 'index.js');
      expect(await bundleClient(outfile)).toBeLessThan(450_000);
      expect(readFileSync(outfile, 'utf8')).not.toMatch(/^\s*import\b|\brequire\(["']/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
