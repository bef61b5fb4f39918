import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { inboxKey, unreadQuery, type Unread } from '@/api/inbox';
import { workbenchQuery } from '@/api/workbench';

/** How often one asks where events do not come through. */
export const POLL_MS = 60_000;
/** How soon events are tried again after a refusal. */
const AGAIN_MS = 120_000;

/**
 * Listens for what concerns the person, and brings bell, inbox and workbench up to date. Only while
 * the page is seen: a browser has six connections for all of its tabs. Says whether one must ask.
 */
export function useEvents(): boolean {
  const client = useQueryClient();
  const [alive, setAlive] = useState(false);
  useEffect(() => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    const close = () => {
      clearTimeout(again);
      source?.close();
      source = null;
    };
    const open = () => {
      close();
      if (document.hidden) return;
      source = new EventSource('/api/v1/events');
      source.onopen = () => setAlive(true);
      source.addEventListener('inbox', (event: MessageEvent<string>) => {
        const before = client.getQueryData(unreadQuery.queryKey);
        const now = JSON.parse(event.data) as Unread;
        client.setQueryData(unreadQuery.queryKey, now);
        if (before && (before.count !== now.count || before.newest !== now.newest)) {
          void client.invalidateQueries({ queryKey: [...inboxKey, 'list'] });
          void client.invalidateQueries({ queryKey: workbenchQuery.queryKey });
        }
      });
      source.onerror = () => {
        setAlive(false);
        // A lost connection the browser takes up by itself; a refusal it does not.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
      };
    };
    open();
    document.addEventListener('visibilitychange', open);
    return () => {
      document.removeEventListener('visibilitychange', open);
      close();
    };
  }, [client]);
  return !alive;
}
