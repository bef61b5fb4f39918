import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Page, SearchHit } from './types';

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<Page<SearchHit>>('/search', { q, limit: 12 }, signal),
    staleTime: 20_000,
    enabled: q.length > 0,
  });
