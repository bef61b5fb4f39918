import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export const VIEWS = ['mine', 'others', 'over'] as const;
export type View = (typeof VIEWS)[number];

export interface ObligationsSearch {
  view?: View;
  /** The one that is open beside the list. */
  id?: string;
  /** Instead of a view: those of a clause … */
  clause?: string;
  /** … that were opened, done in time, done late or found late in a month, or are to be done now. */
  what?: string;
  /** The month, as 2026-11. */
  month?: string;
}


export const obligationRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/obligations',
    validateSearch: (search): ObligationsSearch => ({
      ...(VIEWS.some((view) => view === search.view) ? { view: search.view as View } : {}),
      ...optionalText(search, 'id', 'clause', 'what', 'month'),
    }),
    component: lazyPage(() => import('./ObligationsPage'), 'ObligationsPage'),
  }),
] as const;
