import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '@/app/rootRoute';

export const signInRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: (search): { return?: string } => (typeof search.return === 'string' ? { return: search.return } : {}),
    component: lazyRouteComponent(() => import('./SignIn'), 'SignIn'),
  }),
] as const;
