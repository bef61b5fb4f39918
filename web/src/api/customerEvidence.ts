import { infiniteQueryOptions } from '@tanstack/react-query';
import { customerKey } from './customer';
import { get } from './http';
import type { Id, Instant, Named, Page } from './types';

/** An entry of the log about one customer. */
export interface CustomerEntry {
  index: number;
  at: Instant;
  /** Absent where the system itself acted. */
  person?: Named | null;
  /** Dotted: `customer.open`. */
  action: string;
  outcome: string;
}

export const customerEvidenceQuery = (customer: Id) =>
  infiniteQueryOptions({
    queryKey: [...customerKey(customer), 'evidence'],
    queryFn: ({ signal, pageParam }) => get<Page<CustomerEntry>>(`/customers/${customer}/evidence`, { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchOnWindowFocus: false,
  });
