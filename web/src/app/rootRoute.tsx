import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, isRedirect, Outlet, redirect, type ErrorComponentProps } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { prepareRest } from '@/i18n';
import { sessionQuery, setupQuery } from '@/api/session';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Lines, NotFound } from '@/shared/layout/states';
import { fetchPagesAgain } from '@/shared/lazyPage';
import { Notices } from '@/shared/overlay/notice';
import { Frame } from './Frame';

export interface RouterContext {
  queryClient: QueryClient;
}

export function Failed({ error, reset }: ErrorComponentProps) {
  if (isProblem(error, 'not_found')) return <NotFound />;
  return (
    <div style={{ maxWidth: 640, margin: '48px auto', padding: '0 16px' }}>
      <ProblemNote
        error={error}
        onRetry={() => {
          fetchPagesAgain();
          reset();
        }}
      />
    </div>
  );
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  beforeLoad: ({ location }) => (location.pathname === '/' ? undefined : prepareRest()),
  component: () => (
    <>
      <Outlet />
      <Notices />
    </>
  ),
  notFoundComponent: () => <NotFound />,
  errorComponent: Failed,
});

/** Everything that needs a person signed in. Features hang their routes here. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  pendingComponent: () => <Lines />,
  errorComponent: Failed,
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
      if (me.person.must_change_password && location.pathname !== '/password') throw redirect({ to: '/password' });
      if (me.person.must_pledge && !/^.(pledge|account|password)$/.test(location.pathname)) throw redirect({ to: '/pledge' });
    } catch (error) {
      if (isRedirect(error) || !isProblem(error)) throw error;
      if (error.problem.status !== 401) throw error;
      const setup = await context.queryClient.query({ ...setupQuery, staleTime: 'static' });
      if (setup.needed) throw redirect({ to: '/setup' });
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { return: location.href } });
    }
  },
});
