/** Schema of any entry of a license's log, as readers of the log receive it. */
import { z } from '@hono/zod-openapi';
import {
  acknowledgementEntry,
  adjustmentEntry,
  declarationEntry,
  externalEntry,
  noticeEntry,
  publicationEntry,
  readingEntry,
} from '../ledger/notes/schemas.ts';
import { useEntry } from './schemas.ts';

export const ledgerEntry = z
  .union([
    useEntry,
    publicationEntry,
    declarationEntry,
    adjustmentEntry,
    externalEntry,
    acknowledgementEntry,
    noticeEntry,
    readingEntry,
  ])
  .openapi('LedgerEntry');
