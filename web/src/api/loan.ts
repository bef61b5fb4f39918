import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type LoanItem = Schemas['LoanItem'];
export type LoanItemInput = Schemas['LoanItemInput'];
export type Loan = Schemas['Loan'];
export type LoanCheck = Schemas['LoanCheck'];

export const LOAN_LISTS = ['mine', 'waiting', 'out', 'late', 'all'] as const;
export type LoanList = (typeof LOAN_LISTS)[number];

const loanKey = ['loans'] as const;

export const loansQuery = (list: LoanList) =>
  infiniteQueryOptions({
    queryKey: [...loanKey, 'list', list],
    queryFn: ({ signal, pageParam }) => data(api.GET('/api/v1/loans', { params: { query: { list, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });

export const loanQuery = (id: Id) =>
  queryOptions({
    queryKey: [...loanKey, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/loans/{id}', { params: { path: { id } }, signal })),
  });

/** The originals of a customer. */
export const itemsQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...loanKey, 'items', customer],
    queryFn: ({ signal }) => data(api.GET('/api/v1/items', { params: { query: { customer } }, signal })),
  });

/** The original with this number on its label; undefined where there is none for this person. */
export const itemNumbered = async (number: string): Promise<LoanItem | undefined> => {
  const { items } = await data(api.GET('/api/v1/items', { params: { query: { number } } }));
  return items[0];
};

export const registerItem = (customer: Id, body: LoanItemInput, key: string): Promise<LoanItem> =>
  data(api.POST('/api/v1/customers/{id}/items', { params: { path: { id: customer }, header: idempotent(key) }, body }));
export const changeItem = (id: Id, body: LoanItemInput, version: number): Promise<LoanItem> =>
  data(api.PUT('/api/v1/items/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));

const on = ({ id }: Loan, version: number) => ({ path: { id }, header: ifMatch(version) });

export const handOut = (loan: Loan, body: LoanCheck, version: number): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/hand-out', { params: on(loan, version), body }));
export const takeBack = (loan: Loan, body: LoanCheck, version: number): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/return', { params: on(loan, version), body }));
export const confirmLoan = (loan: Loan): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/confirmation', { params: on(loan, loan.version) }));
export const extendLoan = (loan: Loan, until: string, version: number): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/extension', { params: on(loan, version), body: { until } }));
export const reportDamage = (loan: Loan, text: string, version: number): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/damage', { params: on(loan, version), body: { text } }));
export const reportLoss = (loan: Loan, text: string, version: number): Promise<Loan> => data(api.POST('/api/v1/loans/{id}/loss', { params: on(loan, version), body: { text } }));

export const refreshLoans = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: loanKey });
