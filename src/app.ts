/** The whole gateway. */
import { operatorRoutes } from './access/operators/routes.ts';
import { sessionRoutes } from './access/sessions/routes.ts';
import { packageRoutes } from './articles/packages/routes.ts';
import { articleAdminRoutes } from './articles/routes.ts';
import { actionRoutes } from './audit/actions/routes.ts';
import { activityRoutes } from './audit/activity/routes.ts';
import { breakdownRoutes } from './audit/breakdown/routes.ts';
import { completenessRoutes } from './audit/completeness/routes.ts';
import { counterRoutes } from './audit/counter/routes.ts';
import { entityRoutes } from './audit/entities/routes.ts';
import { entryRoutes } from './audit/entry/routes.ts';
import { evidenceRoutes } from './audit/evidence/routes.ts';
import { exportRoutes } from './audit/exports/routes.ts';
import { overviewRoutes } from './audit/overview/routes.ts';
import { ownUsageRoutes } from './audit/own/routes.ts';
import { proofRoutes } from './audit/proofs/routes.ts';
import { reconciliationRoutes } from './audit/reconciliation/routes.ts';
import { refusalCountRoutes } from './audit/refusal-counts/routes.ts';
import { replayRoutes } from './audit/replay/routes.ts';
import { logReportRoutes } from './audit/reports/log/routes.ts';
import { usageRoutes } from './audit/reports/routes.ts';
import { retentionRoutes } from './audit/retention/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { royaltyRoutes } from './audit/royalties/routes.ts';
import { statementRoutes } from './audit/statements/routes.ts';
import { consoleRoutes } from './console/console-routes.tsx';
import { referenceRoutes } from './console/reference/routes.tsx';
import { publicPages } from './console/routes.tsx';
import { meRoutes } from './delivery/me/routes.ts';
import { deskViewRoutes } from './delivery/preview/routes.ts';
import { reportRoutes } from './delivery/publication-reports/routes.ts';
import { whatIfRoutes } from './delivery/what-if/routes.ts';
import { FRONT } from './front.ts';
import { hooks } from './hooks.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { logRoutes } from './ledger/transparency/routes.ts';
import { licensingRoutes } from './licensing/routes.ts';
import { alertRoutes } from './monitor/routes.ts';
import { restrictionRoutes } from './restrictions/routes.ts';
import { gatewayOf } from './shell.ts';
import { receiptRoutes } from './stamp/routes.ts';

export const app = gatewayOf(
  [
    ...FRONT,
    sessionRoutes,
    whatIfRoutes,
    meRoutes,
    deskViewRoutes,
    reportRoutes,
    receiptRoutes,
    operatorRoutes,
    licensingRoutes,
    restrictionRoutes,
    articleAdminRoutes,
    packageRoutes,
    ledgerRoutes,
    alertRoutes,
    overviewRoutes,
    logRoutes,
    auditRoutes,
    activityRoutes,
    breakdownRoutes,
    entryRoutes,
    refusalCountRoutes,
    proofRoutes,
    exportRoutes,
    evidenceRoutes,
    actionRoutes,
    completenessRoutes,
    counterRoutes,
    logReportRoutes,
    reconciliationRoutes,
    entityRoutes,
    usageRoutes,
    royaltyRoutes,
    statementRoutes,
    ownUsageRoutes,
    retentionRoutes,
    replayRoutes,
    publicPages,
    referenceRoutes,
  ],
  hooks,
);

// Its pages ask this very gateway.
app.route(
  '/',
  consoleRoutes((request, env, context) => app.fetch(request, env, context)),
);
