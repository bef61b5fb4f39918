import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface BookSearch {
  /** The clause beside the book. */
  clause?: string;
  /** Words that are looked for. */
  q?: string;
}

const book = (search: Record<string, unknown>): BookSearch => optionalText(search, 'clause', 'q');

export const regulationRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/regulation',
    validateSearch: book,
    component: lazyPage(() => import('./RegulationPage'), 'RegulationPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/regulation/coverage',
    validateSearch: (search: Record<string, unknown>): { month?: string; met?: string } => optionalText(search, 'month', 'met'),
    component: lazyPage(() => import('./CoveragePage'), 'CoveragePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/regulation/versions',
    component: lazyPage(() => import('./VersionsPage'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/regulation/versions/$id',
    validateSearch: book,
    component: lazyPage(() => import('./VersionPage'), 'VersionPage'),
  }),
] as const;
