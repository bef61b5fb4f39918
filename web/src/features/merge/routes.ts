import { createRoute } from '@tanstack/react-router';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';
import { optionalText } from '@/shared/search';

export interface MergeSearch {
  /** The customer that stays, and the one that goes into it. */
  a?: string;
  b?: string;
  /** Somebody has said that `a` is to stay, whatever is suggested. */
  kept?: true;
}

export const RULINGS = ['open', 'later', 'different'] as const;

export interface CleaningSearch {
  /** What became of the pairs; without it those on which nobody has ruled. */
  state?: (typeof RULINGS)[number] | undefined;
  department?: string | undefined;
}

export const FAULTS = ['placeholder_name', 'placeholder_phone', 'unreachable', 'unidentified', 'untouched'] as const;

export interface InvalidSearch {
  /** Those of which somebody said that they are fine, or that were withdrawn, in the place of the others. */
  state?: 'fine' | 'withdrawn' | undefined;
  reason?: (typeof FAULTS)[number] | undefined;
  department?: string | undefined;
}

export const mergeRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/cleaning',
    validateSearch: (search): CleaningSearch => ({
      ...optionalText(search, 'department'),
      ...(RULINGS.some((one) => one === search.state) ? { state: search.state as (typeof RULINGS)[number] } : {}),
    }),
    component: lazyPage(() => import('./CleaningPage'), 'CleaningPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/cleaning/invalid',
    validateSearch: (search): InvalidSearch => ({
      ...optionalText(search, 'department'),
      ...(search.state === 'fine' || search.state === 'withdrawn' ? { state: search.state } : {}),
      ...(FAULTS.some((one) => one === search.reason) ? { reason: search.reason as (typeof FAULTS)[number] } : {}),
    }),
    component: lazyPage(() => import('./InvalidPage'), 'InvalidPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/customers/merge',
    validateSearch: (search): MergeSearch => ({
      ...optionalText(search, 'a', 'b'),
      ...(search.kept === true ? { kept: true } : {}),
    }),
    component: lazyPage(() => import('./MergePage'), 'MergePage'),
  }),
] as const;
