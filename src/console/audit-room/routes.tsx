/** The audit room: the log, reports, statements, exports, replay, findings, retention. */
import { Hono } from 'hono';
import { deliveryPages } from '../deliveries/routes.tsx';
import { entryPages } from '../entry/routes.tsx';
import { exportPages } from '../exports/routes.tsx';
import { findingPages } from '../findings/routes.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { logPages } from '../log/routes.tsx';
import { replayPages } from '../replay/routes.tsx';
import { reportPages } from '../reports/routes.tsx';
import { retentionPages } from '../retention/routes.tsx';
import { statementPages } from '../statements/routes.tsx';

export const auditRoomPages = new Hono<ConsoleEnv>();

const LOG = [deliveryPages, entryPages, logPages];
const BESIDE = [reportPages, statementPages, exportPages, replayPages, findingPages, retentionPages];

for (const area of [...LOG, ...BESIDE]) auditRoomPages.route('/', area);
