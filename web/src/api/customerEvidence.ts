import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import { customerKey } from './customer';
import type { components } from './schema';
import type { Id } from './types';

/** An entry of the log about one customer; what it does not say is null. */
export type CustomerEntry = components['schemas']['EvidenceItem'];

export const customerEvidenceQuery = (customer: Id) =>
  infiniteQueryOptions({
    queryKey: [...customerKey(customer), 'evidence'],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/customers/{id}/evidence', {
          params: { path: { id: customer }, query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchOnWindowFocus: false,
  });
