import { infiniteQueryOptions } from '@tanstack/react-query';
import { customerKey } from './customer';
import { get } from './http';
import type { Interaction } from './interaction';
import type { FieldValue, Id, Instant, Named, Page } from './types';

export const TIMELINE_KINDS = ['interaction', 'change', 'contact', 'uncertain', 'verification', 'owner', 'share', 'created', 'import'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface TimelineChange {
  /** Key of a field; `name`, `template`, `owner`, `primary`, `person`, `until` for what is in no catalogue. */
  field: string;
  label: string;
  before: FieldValue;
  after: FieldValue;
  /** In words, where the value is a key or an id. */
  before_text?: string;
  after_text?: string;
}

export interface TimelineItem {
  id: Id;
  kind: TimelineKind;
  at: Instant;
  person: Named;
  contact?: Named;
  changes: TimelineChange[];
  /** Why, or how. */
  reason?: string;
  interaction?: Interaction;
}

export const timelineQuery = (customer: Id, kinds: readonly TimelineKind[]) =>
  infiniteQueryOptions({
    queryKey: [...customerKey(customer), 'timeline', kinds],
    queryFn: ({ signal, pageParam }) =>
      get<Page<TimelineItem>>(`/customers/${customer}/timeline`, { kinds: kinds.join(','), cursor: pageParam, limit: 30 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchOnWindowFocus: false,
  });
