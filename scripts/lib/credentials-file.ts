/** Where `npm start` writes the credentials of this machine's gateway, and other commands read them. */
import { join } from 'node:path';
import { ROOT } from './build.ts';

export const CREDENTIALS_FILE = process.env.CREDENTIALS_FILE ?? join(ROOT, '.local', 'credentials.json');
