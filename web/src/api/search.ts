import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => data(api.GET('/api/v1/search', { params: { query: { q, limit: 12 } }, signal })),
    staleTime: 20_000,
    enabled: q.length > 0,
  });
