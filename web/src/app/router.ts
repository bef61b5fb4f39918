import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from '@/features/account/routes';
import { attestationRoutes } from '@/features/attestation/routes';
import { campaignRoutes } from '@/features/campaign/routes';
import { changeListRoutes } from '@/features/changeList/routes';
import { clashRoutes } from '@/features/clash/routes';
import { cardRoutes } from '@/features/card/routes';
import { companyRoutes } from '@/features/company/routes';
import { correctionRoutes } from '@/features/correction/routes';
import { requestRoutes } from '@/features/request/routes';
import { customerRoutes } from '@/features/customer/routes';
import { evidenceRoutes } from '@/features/evidence/routes';
import { greetingRoutes } from '@/features/greeting/routes';
import { obligationRoutes } from '@/features/obligation/routes';
import { exportRoutes } from '@/features/export/routes';
import { importRoutes } from '@/features/import/routes';
import { incidentRoutes } from '@/features/incident/routes';
import { inboxRoutes } from '@/features/inbox/routes';
import { loanRoutes } from '@/features/loan/routes';
import { mergeRoutes } from '@/features/merge/routes';
import { monthCheckRoutes } from '@/features/monthCheck/routes';
import { newsRoutes } from '@/features/news/routes';
import { peopleRoutes } from '@/features/people/routes';
import { pledgeRoutes } from '@/features/pledge/routes';
import { qualityRoutes } from '@/features/quality/routes';
import { secrecyRoutes } from '@/features/secrecy/routes';
import { regulationRoutes } from '@/features/regulation/routes';
import { setupRoutes } from '@/features/setup/routes';
import { signInRoutes } from '@/features/signin/routes';
import { templateRoutes } from '@/features/template/routes';
import { watchRoutes } from '@/features/watch/routes';
import { workbenchRoutes } from '@/features/workbench/routes';
import { Lines } from '@/shared/layout/states';
import { Failed, frameRoute, rootRoute } from './rootRoute';

const tree = rootRoute.addChildren([
  ...setupRoutes,
  ...signInRoutes,
  frameRoute.addChildren([
    ...workbenchRoutes,
    ...obligationRoutes,
    ...attestationRoutes,
    ...customerRoutes,
    ...changeListRoutes,
    ...clashRoutes,
    ...correctionRoutes,
    ...requestRoutes,
    ...newsRoutes,
    ...campaignRoutes,
    ...qualityRoutes,
  ...secrecyRoutes,
    ...cardRoutes,
    ...greetingRoutes,
    ...inboxRoutes,
    ...incidentRoutes,
    ...loanRoutes,
    ...watchRoutes,
    ...mergeRoutes,
    ...monthCheckRoutes,
    ...importRoutes,
    ...templateRoutes,
    ...exportRoutes,
    ...regulationRoutes,
    ...evidenceRoutes,
    ...peopleRoutes,
    ...pledgeRoutes,
    ...companyRoutes,
    ...accountRoutes,
  ]),
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Lines,
    // In the frame, so that one can go elsewhere.
    defaultErrorComponent: Failed,
    // A page that is there within this time is shown without a flash of lines.
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
    scrollToTopSelectors: ['#content'],
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
