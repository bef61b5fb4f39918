import { queryOptions } from '@tanstack/react-query';
import { customerKey } from './customer';
import { del, get, newKey, post } from './http';
import type { Answer, Day, Id, Instant, Named, Page } from './types';

export interface Share {
  id: Id;
  person: Named;
  shared_by: Named;
  reason: string;
  created_at: Instant;
  until: Instant;
  actions: Partial<Record<'end', Answer>>;
}

export interface ShareInput {
  person_id: Id;
  /** The last day on which it holds. */
  until: Day;
  reason: string;
}

export const sharesQuery = (customer: Id) =>
  queryOptions({
    queryKey: [...customerKey(customer), 'shares'],
    queryFn: ({ signal }) => get<Page<Share>>(`/customers/${customer}/shares`, {}, signal),
  });

export const createShare = (customer: Id, input: ShareInput, key = newKey()): Promise<Share> =>
  post(`/customers/${customer}/shares`, input, { idempotencyKey: key });

export const endShare = (customer: Id, id: Id): Promise<undefined> => del(`/customers/${customer}/shares/${id}`);
