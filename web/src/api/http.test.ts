import { afterEach, expect, test, vi } from 'vitest';
import { get, patch, queryString, whenSignedOut } from './http';
import { NetworkError, ProblemError } from './problem';

const reply = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });

/** Answers every call; remembers the requests. */
function server(answer: () => Response) {
  const requests: Request[] = [];
  const Real = Request;
  // In Node a relative address has nothing to be relative to.
  vi.stubGlobal('Request', class extends Real {
    constructor(url: string, init?: RequestInit) {
      super(new URL(url, 'http://kedang.test'), init);
    }
  });
  vi.stubGlobal('fetch', (request: Request) => {
    requests.push(request);
    return Promise.resolve().then(answer);
  });
  return requests;
}

afterEach(() => {
  vi.unstubAllGlobals();
  whenSignedOut(() => undefined);
});

test('query strings repeat lists and leave out what is empty', () => {
  expect(queryString({ q: '', filter: ['stage:eq:a', 'region:under:32'], limit: 20, cursor: null, active: false })).toBe(
    '?filter=stage%3Aeq%3Aa&filter=region%3Aunder%3A32&limit=20&active=false',
  );
  expect(queryString({})).toBe('');
});

test('a change names the version it was made against', async () => {
  const requests = server(() => reply(200, { ok: true }));
  await patch('/people/1', { name: 'x' }, 7);
  expect(requests[0]?.headers.get('if-match')).toBe('"7"');
  expect(requests[0]?.headers.get('accept-language')).toBe('zh');
});

test('a refusal keeps what the server said', async () => {
  server(() => reply(422, { type: '/problems/validation', title: 't', status: 422, code: 'validation', errors: [{ pointer: '/name', code: 'required', params: {}, message: 'm' }] }));
  const error = await get('/people').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).problem.errors?.[0]?.pointer).toBe('/name');
});

test('a pause is told in seconds', async () => {
  server(() => reply(429, { type: 'x', title: 't', status: 429, code: 'rate_limited' }, { 'retry-after': '30' }));
  const error = await get('/people').catch((thrown: unknown) => thrown);
  expect((error as ProblemError).retryAfter).toBe(30);
});

test('an answer that is no problem document is still a refusal', async () => {
  server(() => new Response('<html>bad gateway</html>', { status: 502 }));
  const error = await get('/people').catch((thrown: unknown) => thrown);
  expect((error as ProblemError).problem).toMatchObject({ status: 502, code: 'unexpected' });
});

test('a broken line is told apart from a refusal', async () => {
  server(() => {
    throw new TypeError('Failed to fetch');
  });
  await expect(get('/people')).rejects.toBeInstanceOf(NetworkError);
});

test('who is signed out is told once the server says so, but not while signing in', async () => {
  const told = vi.fn();
  whenSignedOut(told);
  server(() => reply(401, { type: 'x', title: 't', status: 401, code: 'unauthenticated' }));
  await get('/session').catch(() => undefined);
  expect(told).not.toHaveBeenCalled();
  await get('/people').catch(() => undefined);
  expect(told).toHaveBeenCalledOnce();
});
