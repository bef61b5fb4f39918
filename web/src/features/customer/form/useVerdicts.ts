import { useCallback, useEffect, useRef, useState } from 'react';
import { checkCustomer, type CustomerInput } from '@/api/customer';
import { errorsOf, type FieldErrors } from '@/shared/form/useForm';

/**
 * What the server says of the fields that were left: the same rules as on saving, before saving.
 * Fields nobody has been to yet are not blamed for being empty.
 */
export function useVerdicts(input: () => CustomerInput, rename: (pointer: string) => string): { verdicts: FieldErrors; left: (pointer: string) => void; touched: (pointer: string) => void } {
  const [verdicts, setVerdicts] = useState<FieldErrors>({});
  const visited = useRef(new Set<string>());
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ input, rename });
  useEffect(() => {
    latest.current = { input, rename };
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      running.current?.abort();
    },
    [],
  );

  const left = useCallback((pointer: string) => {
    visited.current.add(pointer);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      checkCustomer(latest.current.input(), control.signal).then(
        () => setVerdicts({}),
        (error: unknown) => {
          // No answer is no verdict; saving will tell.
          if (control.signal.aborted) return;
          const found = Object.entries(errorsOf(error)).map(([at, message]) => [latest.current.rename(at), message] as const);
          setVerdicts(Object.fromEntries(found.filter(([at]) => visited.current.has(at))));
        },
      );
    }, 150);
  }, []);

  const touched = useCallback((pointer: string) => {
    setVerdicts((before) => (pointer in before ? Object.fromEntries(Object.entries(before).filter(([at]) => at !== pointer)) : before));
  }, []);

  return { verdicts, left, touched };
}
