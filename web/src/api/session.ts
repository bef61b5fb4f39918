import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { Credentials, Me, SetupInput } from './types';

export const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => data(api.GET('/api/v1/session', { signal })),
  staleTime: 5 * 60_000,
  gcTime: Infinity,
  retry: false,
});

export const signIn = (body: Credentials): Promise<Me> => data(api.POST('/api/v1/session', { body }));
export const signOut = (): Promise<unknown> => data(api.DELETE('/api/v1/session'));

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/setup', { signal })),
  staleTime: 60_000,
});

export const setUp = (body: SetupInput): Promise<Me> => data(api.POST('/api/v1/setup', { body }));
