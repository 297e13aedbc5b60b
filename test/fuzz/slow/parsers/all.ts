/** All that reads bytes of strangers. */
import type { Parser } from '../parsers.ts';
import { DOCUMENTS } from './documents.ts';
import { NEWSROOM } from './newsroom.ts';
import { PICTURES } from './pictures.ts';
import { REQUESTS } from './requests.ts';
import { RIGHTS } from './rights.ts';

export const PARSERS: readonly Parser[] = [...DOCUMENTS, ...NEWSROOM, ...RIGHTS, ...REQUESTS, ...PICTURES];
