import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fetchExport, refreshExports, type Export } from '@/api/export';

/** A file on its way to the browser. */
export interface Fetching {
  /** What is fetched now. */
  one: Export | null;
  /** Bytes that have come. */
  bytes: number;
  failure: unknown;
  /** The person stopped it. */
  stopped: Export | null;
  start: (one: Export) => Promise<boolean>;
  stop: () => void;
}

/** Fetches an export and tells how far it has come; what is left in the middle is on record as such. */
export function useFetching(): Fetching {
  const client = useQueryClient();
  const [one, setOne] = useState<Export | null>(null);
  const [bytes, setBytes] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const [stopped, setStopped] = useState<Export | null>(null);
  const control = useRef<AbortController | null>(null);

  useEffect(() => () => control.current?.abort(), []);

  const start = async (wanted: Export): Promise<boolean> => {
    const mine = new AbortController();
    control.current = mine;
    setOne(wanted);
    setBytes(0);
    setFailure(null);
    setStopped(null);
    try {
      await fetchExport(wanted, setBytes, mine.signal);
      return true;
    } catch (error) {
      if (mine.signal.aborted) setStopped(wanted);
      else setFailure(error);
      return false;
    } finally {
      setOne(null);
      void refreshExports(client);
    }
  };

  return { one, bytes, failure, stopped, start, stop: () => control.current?.abort() };
}
