import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenSignedOut } from './api/http';
import { NetworkError, ProblemError } from './api/problem';
import { sessionKey } from './api/session';
import { Theme } from './app/Theme';
import { makeRouter } from './app/router';
import { firstLocale, I18nProvider, prepare } from './i18n';
import { ErrorBoundary } from './shared/layout/ErrorBoundary';
import { tokenSheet } from './theme/tokens';
import './theme/base.css';

const sheet = new CSSStyleSheet();
sheet.replaceSync(tokenSheet());
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Without a network a call fails at once and says so; a page that waits in silence tells nothing.
      networkMode: 'always',
      refetchOnReconnect: true,
      // A refusal will be the same the second time; a lost connection may not be.
      retry: (count, error) =>
        count < 2 && (error instanceof NetworkError || (error instanceof ProblemError && error.problem.status >= 502)),
    },
  },
});

const router = makeRouter(queryClient);

whenSignedOut(() => {
  if (queryClient.getQueryData(sessionKey) === undefined) return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { return: router.state.location.href } });
});

const root = document.getElementById('root');
if (root) {
  void prepare(firstLocale()).then(() => {
    createRoot(root).render(
      <StrictMode>
        <I18nProvider>
          <Theme>
            <QueryClientProvider client={queryClient}>
              <ErrorBoundary>
                <RouterProvider router={router} />
              </ErrorBoundary>
            </QueryClientProvider>
          </Theme>
        </I18nProvider>
      </StrictMode>,
    );
  });
}
