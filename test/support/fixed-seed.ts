/**
 * `npm test` tries every pure property with the same values each time, so that its verdict depends on the code alone.
 * Properties inside workerd have their seed from `runs()`: a library in the setup of its runtimes is too large for a
 * message to them.
 * `npm run test:rest` tries new ones, and more of them; a failure there prints the seed to repeat it with.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 });
