import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { changeImport, forgetRows, importQuery, keepImport, type Import, type ImportChange } from '@/api/import';
import { isProblem } from '@/api/problem';

/** Choices made within this time go to the server together: it judges every row anew. */
const REST_MS = 500;

const merged = (a: ImportChange, b: ImportChange): ImportChange => ({
  ...a,
  ...b,
  ...(a.columns ?? b.columns ? { columns: { ...a.columns, ...b.columns } } : {}),
});

export interface Changes {
  /** What was chosen and the server has not confirmed. */
  pending: ImportChange;
  change: (change: ImportChange, at?: 'once') => void;
  /** Sends what waits; resolves when the server has judged the rows, to whether it could. */
  flush: () => Promise<boolean>;
  busy: boolean;
  error: unknown;
}

/** Changes of sheet, header, columns, owner and card, sent in the order in which they were made. */
export function useChanges(one: Import): Changes {
  const client = useQueryClient();
  const [pending, setPending] = useState<ImportChange>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const waiting = useRef<ImportChange>({});
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(Promise.resolve(true));
  const version = useRef(one.version);
  useEffect(() => {
    version.current = one.version;
  }, [one.version]);

  const send = useCallback(async (): Promise<boolean> => {
    const change = waiting.current;
    if (Object.keys(change).length === 0) return true;
    waiting.current = {};
    setBusy(true);
    setError(null);
    try {
      let next: Import;
      try {
        next = await changeImport(one.id, change, version.current);
      } catch (failure) {
        // Nobody else changes an import of ours but another window; the choice still holds there.
        if (!isProblem(failure, 'precondition_failed')) throw failure;
        const now = await client.query({ ...importQuery(one.id), staleTime: 0 });
        next = await changeImport(one.id, change, now.version);
      }
      version.current = next.version;
      keepImport(client, next);
      void forgetRows(client, one.id);
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
      setPending(waiting.current);
    }
  }, [client, one.id]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    running.current = running.current.then(send, send);
    return running.current;
  }, [send]);

  const change = useCallback(
    (next: ImportChange, at?: 'once') => {
      waiting.current = merged(waiting.current, next);
      setPending((before) => merged(before, next));
      clearTimeout(timer.current);
      if (at === 'once') void flush();
      else timer.current = setTimeout(() => void flush(), REST_MS);
    },
    [flush],
  );

  // What was chosen last is not lost by leaving the step.
  useEffect(() => () => void flush(), [flush]);

  return { pending, change, flush, busy, error };
}
