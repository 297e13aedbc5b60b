/** A key ring for tests only, made anew for every run: nothing secret is committed. */
import { generateKeyRing } from '../../src/access/keyring-make.ts';

export const testKeys: string = await generateKeyRing();
