import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const signInRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: (search): { return?: string } => (typeof search.return === 'string' ? { return: search.return } : {}),
    component: lazyPage(() => import('./SignIn'), 'SignIn'),
  }),
] as const;
