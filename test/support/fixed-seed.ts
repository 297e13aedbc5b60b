/**
 * Properties are tried with the same values each time, so that the verdict on a commit depends on its code
 * alone. `PROPERTY_SEED=7 npm run test:rest` tries others. Properties inside workerd have their seed from
 * `runs()`: a library in the setup of its runtimes is too large for a message to them.
 */
import fc from 'fast-check';
import { SEED } from './runs.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });
