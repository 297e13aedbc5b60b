/**
 * Setup of the runtime project, around each file: files share a runtime (runtimes.ts) and begin with empty
 * stores.
 */
import { exports } from 'cloudflare:workers';
import { afterAll } from 'vitest';
import { setLogging } from '../../src/platform/log-settings.ts';
import { failuresNotified } from './background.ts';
import './openapi/in-runtime.ts';
import { emptyStores } from './stores.ts';

await emptyStores();
// The worker imports its app with the first request that needs it. Here, two requests at once could not share
// that import.
await exports.default.fetch('http://localhost:8787/openapi.json');
// Resets the log level that the request above has set.
setLogging({});

afterAll(failuresNotified);
