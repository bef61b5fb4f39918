import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export const greetingRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/greetings',
    component: lazyPage(() => import('./GreetingsPage'), 'GreetingsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/greeting-settings',
    component: lazyPage(() => import('./SettingPage'), 'SettingPage'),
  }),
] as const;
