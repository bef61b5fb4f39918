import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, data, idempotent, ifMatch } from './client';
import { fetchFile, keepFile } from './http';
import type { components } from './schema';
import type { Answer, Id } from './types';

type Schemas = components['schemas'];

export type ExportFormat = Schemas['ExportFormatCode'];
export type ExportState = Schemas['ExportStateCode'];
export type ExportInput = Schemas['ExportInput'];
export type Export = Omit<Schemas['Export'], 'actions'> & { actions: Record<'decide' | 'fetch', Answer> };

const key = ['exports'] as const;

const going = (one: Export): boolean => one.state === 'leaving';

export const exportsQuery = (state: ExportState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...key, 'list', state ?? null],
    queryFn: ({ signal, pageParam }) =>
      data(api.GET('/api/v1/exports', { params: { query: { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })) as Promise<{ items: Export[]; next_cursor?: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // One may be on its way while the register is looked at.
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(going)) ? 2_000 : false),
  });

export const exportQuery = (id: Id) =>
  queryOptions({
    queryKey: [...key, 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/v1/exports/{id}', { params: { path: { id } }, signal })) as Promise<Export>,
    refetchInterval: (query) => (query.state.data && going(query.state.data) ? 1_000 : false),
  });

export const askExport = (input: ExportInput, once: string): Promise<Export> =>
  data(api.POST('/api/v1/exports', { params: { header: idempotent(once) }, body: input })) as Promise<Export>;

export const approveExport = (id: Id, version: number): Promise<unknown> =>
  data(api.POST('/api/v1/exports/{id}/approval', { params: { path: { id }, header: ifMatch(version) } }));

export const refuseExport = (id: Id, reason: string, version: number): Promise<unknown> =>
  data(api.POST('/api/v1/exports/{id}/refusal', { params: { path: { id }, header: ifMatch(version) }, body: { reason } }));

/** Fetches the file, which can be done once, and hands it to the browser under its number. */
export async function fetchExport(one: Export, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  keepFile(await fetchFile(`/exports/${one.id}/file`, onProgress, signal), `${one.register}.${one.format}`);
}

export const refreshExports = (client: QueryClient): Promise<void> => client.invalidateQueries({ queryKey: key });
