import { it } from 'vitest';

// In the place of all tests in a browser (vitest.config.ts), so that the summary says that there are some.
it.skip('tests in a browser: this machine has no chromium, and CHROMIUM names none', () => undefined);
