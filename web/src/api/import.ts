import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { currentLocale } from '@/i18n';
import { BASE, del, download, get, patch, post } from './http';
import { NetworkError, ProblemError } from './problem';
import type { components } from './schema';
import type { Sent } from './sent';
import type { TimelineChange } from './timeline';
import type { Id, Page, Problem } from './types';

export type ImportStatus = 'reading' | 'ready' | 'awaiting_approval' | 'writing' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';

type Schemas = components['schemas'];

export type ImportColumn = Sent<Schemas['ImportColumn']>;
export type Import = Omit<Sent<Schemas['Import']>, 'status'> & { status: ImportStatus };

export type CellProblem = Omit<Sent<Schemas['ImportCellError']>, 'params'> & { params: Record<string, string> };
export type ImportMode = Schemas['ImportMode'];
export type ImportKey = Schemas['ImportKey'];
export type ImportChoice = Schemas['ImportChoice'];

export type RowVerdict = 'head' | 'skipped' | 'valid' | 'invalid' | 'written' | 'unchanged' | 'refused' | 'undone' | 'kept';
export type ImportRow = Omit<Sent<Schemas['ImportRow']>, 'verdict' | 'cells' | 'errors' | 'warnings' | 'changes' | 'contacts' | 'action'> & {
  verdict: RowVerdict;
  /** By column. */
  cells: Record<string, string>;
  errors: CellProblem[];
  /** Not understood, kept in the remark; they stop nobody. */
  warnings: CellProblem[];
  action: 'create' | 'update' | 'none' | null;
  /** What is different about a customer on file. */
  changes: TimelineChange[];
  /** What is different about its contacts. */
  contacts: ImportContactChange[];
};
export type ImportContactChange = Omit<Sent<Schemas['ImportContactChange']>, 'changes'> & { changes: TimelineChange[] };

export type RowFilter = 'all' | 'valid' | 'invalid' | 'written' | 'create' | 'update' | 'unchanged' | 'twins' | 'skipped' | 'kept';
export type FixKind = 'trim' | 'digits' | 'clear';

/** Rows of one page; the check step also counts what can be mended in them. */
export const ROWS_PAGE = 500;
/** Rows of a page that shows every change. */
const CHANGES_PAGE = 100;

const key = ['imports'] as const;
const oneKey = (id: Id) => [...key, 'one', id] as const;
const rowsKey = (id: Id) => [...key, 'rows', id] as const;

export const importsQuery = infiniteQueryOptions({
  queryKey: [...key, 'list'],
  queryFn: ({ signal, pageParam }) => get<Page<Import>>('/imports', { cursor: pageParam, limit: 30 }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  // An import goes on while its list is looked at.
  refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isBusy)) ? 2_000 : false),
});

/** Imports of others that wait for one's approval. */
export const waitingImportsQuery = queryOptions({
  queryKey: [...key, 'waiting'],
  queryFn: ({ signal }) => get<Page<Import>>('/imports', { waiting: true, limit: 100 }, signal),
});

export const isBusy = (one: Pick<Import, 'status'>): boolean => one.status === 'reading' || one.status === 'writing' || one.status === 'undoing';

export const importQuery = (id: Id) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, {}, signal),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? 700 : false),
  });

/** The first rows as they stand in the file. */
export const importPreviewQuery = ({ id, sheet, file }: Pick<Import, 'id' | 'sheet' | 'file'>) =>
  queryOptions({
    queryKey: [...key, 'preview', id, sheet, file.encoding, file.separator],
    queryFn: ({ signal }) => get<Page<ImportRow>>(`/imports/${id}/preview`, {}, signal),
  });

export const importRowsQuery = (id: Id, verdict: RowFilter) =>
  infiniteQueryOptions({
    queryKey: [...rowsKey(id), verdict],
    queryFn: ({ signal, pageParam }) =>
      get<Page<ImportRow>>(`/imports/${id}/rows`, { verdict, cursor: pageParam, limit: verdict === 'update' || verdict === 'twins' ? CHANGES_PAGE : ROWS_PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export interface ImportChange {
  sheet?: number;
  header_row?: number;
  columns?: Record<number, string | null>;
  owner_id?: Id;
  template?: string;
  mode?: ImportMode;
  key?: ImportKey;
  overwrite_empty?: boolean;
  /** Null takes back the template that was applied. */
  template_id?: Id | null;
  contacts?: boolean;
  encoding?: Schemas['ImportEncoding'];
  separator?: Schemas['ImportSeparator'];
}

// Every row is judged anew: long for a long file.
const LONG = { timeoutMs: 5 * 60_000 } as const;

export const changeImport = (id: Id, change: ImportChange, version: number): Promise<Import> =>
  patch(`/imports/${id}`, change, version, LONG);
export const mendRow = (id: Id, row: number, cells: Record<number, string>): Promise<{ import: Import; row: ImportRow }> =>
  patch(`/imports/${id}/rows/${row}`, { cells });
export const chooseTwin = (id: Id, row: number, choice: ImportChoice, customer_id?: Id): Promise<{ import: Import; row: ImportRow }> =>
  patch(`/imports/${id}/rows/${row}`, customer_id === undefined ? { choice } : { choice, customer_id });
export const fixColumn = (id: Id, column: number, fix: FixKind): Promise<{ import: Import; changed: number }> =>
  post(`/imports/${id}/fixes`, { column, fix }, LONG);
export const writeImport = (id: Id): Promise<Import> => post(`/imports/${id}/writing`);
export const approveImport = (id: Id, version: number): Promise<Import> => post(`/imports/${id}/approval`, undefined, { version });
export const refuseImport = (id: Id, reason: string, version: number): Promise<Import> =>
  post(`/imports/${id}/refusal`, { reason }, { version });
export const withdrawImport = (id: Id): Promise<Import> => del(`/imports/${id}/approval`);
export const undoImport = (id: Id): Promise<Import> => post(`/imports/${id}/undo`);
export const cancelImport = (id: Id): Promise<undefined> => del(`/imports/${id}`);
export const downloadRejects = (id: Id, name: string): Promise<void> => download(`/imports/${id}/rejects`, name);

/** Puts an import that the server just gave us in the place of the one shown. */
export function keepImport(client: QueryClient, next: Import): void {
  client.setQueryData<Import>(oneKey(next.id), (before) => {
    // Samples come only with the import itself.
    const samples = new Map(before?.columns.map((column) => [column.index, column.sample]));
    const columns = next.columns.map((column) => (column.sample.length > 0 ? column : { ...column, sample: samples.get(column.index) ?? [] }));
    return { ...next, columns };
  });
}

export const forgetRows = (client: QueryClient, id: Id): Promise<void> => client.invalidateQueries({ queryKey: rowsKey(id) });

export async function refreshImports(client: QueryClient, id: Id): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: oneKey(id) }),
    client.invalidateQueries({ queryKey: rowsKey(id) }),
    client.invalidateQueries({ queryKey: importsQuery.queryKey }),
    client.invalidateQueries({ queryKey: waitingImportsQuery.queryKey }),
  ]);
}

/** Sends a file; `fetch` cannot tell how much of it has gone. */
export function uploadFile(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${BASE}/imports`);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', currentLocale());
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Import);
      else {
        const problem = request.response as Problem | null;
        reject(problem?.code ? new ProblemError(problem) : new NetworkError('offline'));
      }
    };
    request.onerror = () => reject(new NetworkError('offline'));
    request.ontimeout = () => reject(new NetworkError('timeout'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
