import { queryOptions } from '@tanstack/react-query';
import { del, get, post } from './http';
import type { Credentials, Me, SetupInput, SetupState } from './types';

export const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => get<Me>('/session', {}, signal),
  staleTime: 5 * 60_000,
  gcTime: Infinity,
  retry: false,
});

export const signIn = (credentials: Credentials): Promise<Me> => post<Me>('/session', credentials);
export const signOut = (): Promise<undefined> => del('/session');

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => get<SetupState>('/setup', {}, signal),
  staleTime: 60_000,
});

export const setUp = (input: SetupInput): Promise<Me> => post<Me>('/setup', input);
