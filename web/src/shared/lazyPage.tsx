import { use, type ComponentType, type ReactNode } from 'react';
import { NetworkError } from '@/api/problem';

const RELOADED = 'kedang.reloaded';

/** Pages that could not be fetched, each with what makes it try anew. */
const missing = new Set<() => void>();

/** Lets every page that could not be fetched be fetched again when it is shown. */
export function fetchPagesAgain(): void {
  for (const forget of missing) forget();
  missing.clear();
}

/** Why a page's script cannot be had; never when it is loaded anew. */
async function whyMissing(error: unknown, name: string): Promise<unknown> {
  const reached = await fetch('/healthz', { cache: 'no-store' }).then((reply) => reply.ok, () => false);
  if (!reached) return new NetworkError('offline');
  if (sessionStorage.getItem(RELOADED) === name) return error;
  sessionStorage.setItem(RELOADED, name);
  window.location.reload();
  return new Promise(() => undefined);
}

/**
 * A page whose script is fetched when it is first shown. When it cannot be had because the server is
 * out of reach, that is said, and it can be tried again. When the server is there and the script is
 * not, there is a new release: the page is loaded anew, once.
 */
export function lazyPage<T>(load: () => Promise<T>, name: keyof T & string): (() => ReactNode) & { preload: () => Promise<void> } {
  let page: ComponentType | undefined;
  let failure: { error: unknown } | undefined;
  let fetching: Promise<void> | undefined;

  const begin = (): Promise<void> => {
    fetching ??= load().then(
      (parts) => {
        page = parts[name] as ComponentType;
        sessionStorage.removeItem(RELOADED);
      },
      async (error: unknown) => {
        failure = { error: await whyMissing(error, name) };
        missing.add(() => {
          failure = undefined;
          fetching = undefined;
        });
      },
    );
    return fetching;
  };

  function Lazy() {
    if (failure) throw failure.error;
    if (!page) use(begin());
    const Page = page;
    return Page ? <Page /> : null;
  }
  return Object.assign(Lazy, { preload: begin });
}
