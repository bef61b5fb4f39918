import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data, ifMatch } from './client';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Id } from './types';

type Schemas = components['schemas'];

export type Greeting = Sent<Schemas['Greeting']>;
export type GreetingSetting = Schemas['GreetingSetting'];
export type GreetingSettingChange = Partial<Schemas['GreetingSettingChange']>;

export const OCCASIONS = ['birthday', 'new_year', 'spring_festival', 'labour_day', 'dragon_boat', 'mid_autumn', 'national_day'] as const;
export type Occasion = (typeof OCCASIONS)[number];

export const greetingsKey = ['greetings'] as const;

export const greetingsQuery = (limit: number) =>
  infiniteQueryOptions({
    queryKey: [...greetingsKey, limit],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/greetings', { params: { query: { limit, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) as Promise<{ items: Greeting[]; next_cursor: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

const at = (greeting: { id: Id; version: number }) => ({ path: { id: greeting.id }, header: ifMatch(greeting.version) });

export const changeGreeting = (greeting: Greeting, text: string): Promise<Greeting> =>
  data(api.PATCH('/api/v1/greetings/{id}', { params: at(greeting), body: { text } })) as Promise<Greeting>;

export const completeGreeting = (greeting: Greeting, text: string): Promise<unknown> =>
  data(api.POST('/api/v1/greetings/{id}/completion', { params: at(greeting), body: { text } }));

export const skipGreeting = (greeting: Greeting, reason: string): Promise<unknown> =>
  data(api.POST('/api/v1/greetings/{id}/skip', { params: at(greeting), body: { reason } }));

export const greetingSettingQuery = queryOptions({
  queryKey: [...greetingsKey, 'setting'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/greeting-settings', { signal })) as Promise<GreetingSetting>,
});

export const changeGreetingSetting = (change: GreetingSettingChange, version: number): Promise<GreetingSetting> =>
  data(api.PATCH('/api/v1/greeting-settings', { params: { header: ifMatch(version) }, body: change }));
