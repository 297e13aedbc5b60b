/** The audit room beside its log: reports, statements, exports, replay, findings, retention. */
import { Hono } from 'hono';
import { exportPages } from '../exports/routes.tsx';
import { findingPages } from '../findings/routes.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { replayPages } from '../replay/routes.tsx';
import { reportPages } from '../reports/routes.tsx';
import { retentionPages } from '../retention/routes.tsx';
import { statementPages } from '../statements/routes.tsx';

export const auditRoomPages = new Hono<ConsoleEnv>();

for (const area of [reportPages, statementPages, exportPages, replayPages, findingPages, retentionPages])
  auditRoomPages.route('/', area);
