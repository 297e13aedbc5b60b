/**
 * Empties D1, R2 and every Durable Object, and applies all migrations: what a test begins with that counts
 * everything there is.
 */
import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

export async function emptyStores(): Promise<void> {
  await reset();
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
}
