/**
 * `npm test` tries every property with the same values each time, so that its verdict depends on the code alone.
 * `npm run test:rest` tries new ones, and more of them; a failure there prints the seed to repeat it with.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });
