/** The complete gateway: all routers, including the console. */

import { consoleRoutes } from './console/console-routes.tsx';
import { referenceRoutes } from './console/reference/routes.tsx';
import { publicPages } from './console/routes.tsx';
import { createGateway } from './gateway.ts';
import { hooks } from './hooks.ts';
import { operatorRoutes } from './http/access/operators.ts';
import { sessionRoutes } from './http/access/sessions.ts';
import { acknowledgementRoutes } from './http/acknowledgements.ts';
import { articleAdminRoutes } from './http/articles.ts';
import { actionRoutes } from './http/audit/actions.ts';
import { activityRoutes } from './http/audit/activity.ts';
import { breakdownRoutes } from './http/audit/breakdown.ts';
import { completenessRoutes } from './http/audit/completeness.ts';
import { counterRoutes } from './http/audit/counter.ts';
import { entityRoutes } from './http/audit/entities.ts';
import { entryRoutes } from './http/audit/entry.ts';
import { evidenceRoutes } from './http/audit/evidence.ts';
import { exportRoutes } from './http/audit/exports.ts';
import { overviewRoutes } from './http/audit/overview.ts';
import { ownUsageRoutes } from './http/audit/own.ts';
import { proofRoutes } from './http/audit/proofs.ts';
import { recallRoutes } from './http/audit/recalls.ts';
import { reconciliationRoutes } from './http/audit/reconciliation.ts';
import { refusalCountRoutes } from './http/audit/refusal-counts.ts';
import { replayRoutes } from './http/audit/replay.ts';
import { logReportRoutes } from './http/audit/reports/log.ts';
import { usageRoutes } from './http/audit/reports.ts';
import { retentionRoutes } from './http/audit/retention.ts';
import { royaltyRoutes } from './http/audit/royalties.ts';
import { statementRoutes } from './http/audit/statements.ts';
import { auditRoutes } from './http/audit.ts';
import { meRoutes } from './http/delivery/me.ts';
import { previewRoutes } from './http/delivery/preview.ts';
import { reportRoutes } from './http/delivery/publication-reports.ts';
import { whatIfRoutes } from './http/delivery/what-if.ts';
import { archiveRoutes } from './http/ledger/archive.ts';
import { logRoutes } from './http/ledger/transparency.ts';
import { ledgerRoutes } from './http/ledger.ts';
import { keyRoutes } from './http/licensing/keys.ts';
import { licenseRoutes } from './http/licensing/licenses.ts';
import { partnerRoutes } from './http/licensing/partners.ts';
import { productRoutes } from './http/licensing/products.ts';
import { alertRoutes } from './http/monitor.ts';
import { restrictionRoutes } from './http/restrictions.ts';
import { receiptRoutes } from './http/stamp.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { PARTNER_ROUTES } from './partner-routes.ts';

export const app = createGateway(
  [
    ...PARTNER_ROUTES,
    sessionRoutes,
    whatIfRoutes,
    meRoutes,
    previewRoutes,
    reportRoutes,
    webhookRoutes,
    acknowledgementRoutes,
    receiptRoutes,
    operatorRoutes,
    partnerRoutes,
    productRoutes,
    licenseRoutes,
    keyRoutes,
    restrictionRoutes,
    articleAdminRoutes,
    archiveRoutes,
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
    recallRoutes,
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

// The console's pages call the API through this app.
app.route(
  '/',
  consoleRoutes((request, env, context) => app.fetch(request, env, context)),
);
