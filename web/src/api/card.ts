import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import { download, fileUrl, guarded } from './http';
import type { components } from './schema';
import type { Sent } from './sent';
import type { FieldValues, Id } from './types';

type Schemas = components['schemas'];

export type CardRow = Sent<Omit<Schemas['CardRow'], 'values'>> & { values: FieldValues };
export type CardOrder = 'region' | 'industry';
export type CardRead = Sent<Omit<Schemas['CardRead'], 'contact' | 'customer'>> & { contact: FieldValues; customer: FieldValues };

export interface CardQuery {
  q: string;
  sort: CardOrder;
  /** A year, a month or a day. */
  met: string;
  occasion: string;
  filters: readonly string[];
}

export const cardsKey = ['cards'] as const;

const PAGE = 60;

export const cardsQuery = ({ q, sort, met, occasion, filters }: CardQuery) =>
  infiniteQueryOptions({
    queryKey: [...cardsKey, q, sort, met, occasion, filters],
    queryFn: ({ signal, pageParam }) =>
      data(
        api.GET('/api/v1/contacts', {
          params: {
            query: {
              sort,
              limit: PAGE,
              filter: [...filters],
              ...(q ? { q } : {}),
              ...(met ? { met } : {}),
              ...(occasion ? { occasion } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ) as Promise<{ items: CardRow[]; next_cursor: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** Taking a card out is written into the log: it is asked for when it is shown, and not again meanwhile. */
export const cardCodeQuery = (contact: Id) =>
  queryOptions({
    queryKey: ['card-code', contact],
    queryFn: async ({ signal }) => {
      const address = new URL(fileUrl(`/contacts/${contact}/card`, { form: 'code' }), location.origin);
      return (await guarded(new Request(address, { signal, credentials: 'same-origin' }))).text();
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** What a file may be called anywhere. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'card';

export const downloadContactCard = (id: Id, name: string): Promise<void> => download(`/contacts/${id}/card`, `${fileName(name)}.vcf`);
export const downloadCustomerCard = (id: Id, name: string): Promise<void> => download(`/customers/${id}/card`, `${fileName(name)}.vcf`);

export const readCards = async (text: string): Promise<CardRead[]> =>
  (await (data(api.POST('/api/v1/contacts/reading', { body: { text } })) as Promise<{ items: CardRead[] }>)).items;
