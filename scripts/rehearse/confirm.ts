/** The last step after a restore of D1: licenses in force are set active (docs/operations.md). */
import { call } from '../../test/support/calls.ts';
import type { Health } from './after.ts';

export async function confirmHeld(url: string, token: string): Promise<void> {
  for (;;) {
    const { findings } = await call<Health>(`${url}/v1/admin/health`, token, 'GET');
    const held = findings.flatMap(({ kind, license }) =>
      kind === 'license_unconfirmed' && license !== null ? [license] : [],
    );
    if (held.length === 0) return;
    for (const license of held)
      await call(`${url}/v1/admin/licenses/${license}`, token, 'PATCH', { status: 'active' });
  }
}
