import { createRoute } from '@tanstack/react-router';
import { PARTS, PROPOSAL_STATES, type NoteKind, type ProposalState, type WalkPart } from '@/api/monthCheck';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const monthOf = (search: Record<string, unknown>): { month?: string } => (typeof search.month === 'string' && MONTH.test(search.month) ? { month: search.month } : {});

export interface MonthSearch {
  /** Year and month; without it the present one. */
  month?: string | undefined;
}

export interface WalkSearch {
  part?: WalkPart | undefined;
}

export interface NotesSearch {
  kind?: NoteKind | undefined;
}

export interface LogSearch extends MonthSearch {
  state?: ProposalState | undefined;
}

export const monthCheckRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/month-checks',
    validateSearch: (search): MonthSearch => monthOf(search),
    component: lazyPage(() => import('./MonthChecksPage'), 'MonthChecksPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/month-checks/$id',
    validateSearch: (search): WalkSearch => (PARTS.some((one) => one === search.part) ? { part: search.part as WalkPart } : {}),
    component: lazyPage(() => import('./MonthCheckPage'), 'MonthCheckPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/month-notes',
    validateSearch: (search): NotesSearch => (search.kind === 'payment' || search.kind === 'service' ? { kind: search.kind } : {}),
    component: lazyPage(() => import('./NotesPage'), 'NotesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/maintenance-log',
    validateSearch: (search): LogSearch => ({
      ...monthOf(search),
      ...(PROPOSAL_STATES.some((one) => one === search.state) ? { state: search.state as ProposalState } : {}),
    }),
    component: lazyPage(() => import('./LogPage'), 'LogPage'),
  }),
] as const;
