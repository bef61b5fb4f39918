import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/inbox',
    validateSearch: (search): { all?: boolean | undefined } => (search.all === true ? { all: true } : {}),
    component: lazyPage(() => import('./InboxPage'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/notice-settings',
    component: lazyPage(() => import('./SettingPage'), 'SettingPage'),
  }),
] as const;
