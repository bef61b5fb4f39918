import { createRoute } from '@tanstack/react-router';
import { LOAN_LISTS, type LoanList } from '@/api/loan';
import { frameRoute } from '@/app/rootRoute';
import { lazyPage } from '@/shared/lazyPage';

export interface LoansSearch {
  list?: LoanList;
  /** The loan that a notice leads to. */
  id?: string;
  /** The number on a label, as a scanned code gives it. */
  number?: string;
}

export const loanRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/loans',
    validateSearch: (search): LoansSearch => ({
      ...(LOAN_LISTS.some((one) => one === search.list) ? { list: search.list as LoanList } : {}),
      ...(typeof search.id === 'string' ? { id: search.id } : {}),
      ...(typeof search.number === 'string' ? { number: search.number } : {}),
    }),
    component: lazyPage(() => import('./LoansPage'), 'LoansPage'),
  }),
] as const;
