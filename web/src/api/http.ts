import { currentLocale, translate } from '@/i18n';
import { NetworkError, ProblemError } from './problem';
import type { Problem } from './types';

export const BASE = '/api/v1';

const TIMEOUT_MS = 30_000;

type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface Call {
  query?: Query;
  /** Sent as JSON, except FormData, which goes as it is. */
  body?: unknown;
  /** The version the change was made against (`If-Match`). */
  version?: number;
  /** One key for one intended creation, so that a repeated click creates once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** Told when a call finds that nobody is signed in (any more). */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

/** What must be mended before anything else is told. */
export type Held = 'session_locked' | 'proof_needed';
let onHeld: (held: Held) => void = () => undefined;
export function whenHeld(handler: (held: Held) => void): void {
  onHeld = handler;
}

/** `?a=1&filter=x&filter=y`; empty and missing values are left out. */
export function queryString(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') for (const one of value) search.append(name, one);
    else search.append(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

export interface Reply<T> {
  data: T;
  headers: Headers;
}

async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get('content-type')?.includes('json')) {
    const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
    if (body?.code && body.title) return { type: 'about:blank', status: response.status, ...body } as Problem;
  }
  return {
    type: 'about:blank',
    title: translate('problems.unexpected'),
    detail: translate('problems.server', { status: response.status }),
    status: response.status,
    code: response.status === 404 ? 'not_found' : 'unexpected',
  };
}

/**
 * Every call to the server goes through here: language, time limit, and refusals as errors that say
 * what the server said.
 */
export async function guarded(request: Request, timeoutMs = TIMEOUT_MS): Promise<Response> {
  request.headers.set('Accept-Language', currentLocale());
  const limit = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(request, { signal: AbortSignal.any([request.signal, limit]) });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new NetworkError(limit.aborted ? 'timeout' : 'offline');
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && problem.code === 'unauthenticated' && !request.url.endsWith(`${BASE}/session`)) onSignedOut();
    // Another version came into force while somebody worked: the page begins anew where it is accepted.
    if (problem.code === 'pledge_required' && !/^.(pledge|account)$/.test(location.pathname)) location.assign('/pledge');
    if (problem.code === 'session_locked' || problem.code === 'proof_needed') onHeld(problem.code);
    const wait = Number(response.headers.get('retry-after'));
    throw new ProblemError(problem, Number.isFinite(wait) && wait > 0 ? wait : null);
  }
  return response;
}

function reach(method: string, path: string, call: Call): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  let body: BodyInit | undefined;
  if (call.body instanceof FormData) body = call.body;
  else if (call.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    body = JSON.stringify(call.body);
  }
  if (call.version !== undefined) headers.set('If-Match', `"${call.version}"`);
  if (call.idempotencyKey) headers.set('Idempotency-Key', call.idempotencyKey);
  const request = new Request(BASE + path + queryString(call.query), {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(call.signal ? { signal: call.signal } : {}),
  });
  return guarded(request, call.timeoutMs);
}

export async function send<T>(method: string, path: string, call: Call = {}): Promise<Reply<T>> {
  const response = await reach(method, path, call);
  const data = (response.status === 204 ? undefined : await response.json()) as T;
  return { data, headers: response.headers };
}

const data = async <T>(reply: Promise<Reply<T>>): Promise<T> => (await reply).data;

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  data(send<T>('GET', path, { query, signal }));
export const post = <T>(path: string, body?: unknown, call: Call = {}): Promise<T> =>
  data(send<T>('POST', path, { ...call, body }));
export const put = <T>(path: string, body?: unknown, call: Call = {}): Promise<T> =>
  data(send<T>('PUT', path, { ...call, body }));
export const patch = <T>(path: string, body: unknown, version?: number, call: Call = {}): Promise<T> =>
  data(send<T>('PATCH', path, { ...call, body, version }));
export const del = <T = undefined>(path: string, call: Call = {}): Promise<T> => data(send<T>('DELETE', path, call));

/** Fetches a file and hands it to the browser; a refusal is told like any other. */
export async function download(path: string, name: string, query?: Query): Promise<void> {
  const response = await reach('GET', path, { ...(query ? { query } : {}), timeoutMs: 10 * 60_000 });
  keepFile(await response.blob(), name);
}

/** Hands a file to the browser. */
export function keepFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the data by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A file may take as long as a slow line needs. */
const FILE_MS = 6 * 3_600_000;

/** Asks for a file that is made while it is fetched; tells how many bytes have come. */
export async function fetchFile(path: string, onProgress: (bytes: number, headers: Headers) => void, signal: AbortSignal): Promise<Blob> {
  const response = await reach('POST', path, { signal, timeoutMs: FILE_MS });
  onProgress(0, response.headers);
  const reader = response.body?.getReader();
  if (!reader) return response.blob();
  const pieces: BlobPart[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new NetworkError('offline');
    });
    if (done) break;
    pieces.push(value);
    bytes += value.length;
    onProgress(bytes, response.headers);
  }
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
}

/** A key for one intended creation. (`crypto.randomUUID` is missing where the page comes over plain HTTP.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The address of a file that the server streams, for a link or a download. */
export const fileUrl = (path: string, query?: Query): string => BASE + path + queryString(query);
