import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import { customerKey } from './customer';
import type { components } from './schema';
import type { FieldValue, Id, Page } from './types';

type Schemas = components['schemas'];

export const TIMELINE_KINDS = ['interaction', 'change', 'contact', 'uncertain', 'verification', 'correction', 'campaign', 'owner', 'share', 'created', 'import', 'merge', 'unmerge', 'withdraw', 'return', 'reported'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** `field`: key of a field; `name`, `template`, `owner`, `primary`, `person`, `until` for what is in no catalogue. */
export type TimelineChange = Omit<Schemas['TimelineChange'], 'before' | 'after'> & { before?: FieldValue; after?: FieldValue };

/** `reason`: why, or how. */
export type TimelineItem = Omit<Schemas['TimelineItem'], 'kind' | 'changes'> & { kind: TimelineKind; changes: TimelineChange[] };

export const timelineQuery = (customer: Id, kinds: readonly TimelineKind[]) =>
  infiniteQueryOptions({
    queryKey: [...customerKey(customer), 'timeline', kinds],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/customers/{id}/timeline', {
          params: { path: { id: customer }, query: { kinds: kinds.join(','), limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ) as Promise<Page<TimelineItem>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchOnWindowFocus: false,
  });
