import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { isProblem, ProblemError } from '@/api/problem';
import type { CustomerOnFile } from '@/api/types';

/** JSON pointer → message. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Conflict<V> {
  /** What stood when the form was opened. */
  base: V;
  theirs: V;
  version: number;
}

export interface FormOptions<V, R> {
  initial: V;
  /** The version the form was filled from; sent as If-Match. */
  version?: number | undefined;
  /** What can be said without asking the server: pointer → message. */
  check?: (values: V) => FieldErrors;
  submit: (values: V, version: number) => Promise<R>;
  done?: (result: R) => void;
  /** Where the form's keys differ from the request's: the server's pointer → the form's. */
  rename?: (pointer: string) => string;
  /** How to fetch what stands now, after somebody else was faster (412). */
  reload?: () => Promise<{ values: V; version: number }>;
  /** How mine is put on top of theirs, where a value as a whole would take too much with it. */
  merge?: (versions: { base: V; theirs: V; mine: V }) => V;
}

export interface Form<V> {
  values: V;
  set: (change: Partial<V>) => void;
  reset: (values?: V, version?: number) => void;
  dirty: boolean;
  busy: boolean;
  errors: FieldErrors;
  /** The customer on file that the refused one clashes with, where one may see it. */
  inTheWay: CustomerOnFile | null;
  /** A failure that belongs to no field. */
  failure: unknown;
  conflict: Conflict<V> | null;
  /** After a conflict: whose values to go on with. Nothing is saved by choosing. */
  resolve: (whose: 'mine' | 'theirs') => void;
  save: () => Promise<void>;
  /** The id of the input for a pointer, for labels and the summary. */
  inputId: (pointer: string) => string;
  /** Counts refused tries; the summary takes the focus when it grows. */
  refusals: number;
}

/** `/values/credit_code` of the server's problem → the message under that input. */
export function errorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ pointer, message }) => [pointer, message]));
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The values, the errors and the saving of a form. */
export function useForm<V extends object, R>(options: FormOptions<V, R>): Form<V> {
  const [values, setValues] = useState(options.initial);
  const [base, setBase] = useState(options.initial);
  const [version, setVersion] = useState(options.version ?? 0);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [inTheWay, setInTheWay] = useState<CustomerOnFile | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const [refusals, setRefusals] = useState(0);
  const formId = useId();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const dirty = useMemo(() => !same(values, base), [values, base]);

  const set = useCallback((change: Partial<V>) => {
    setValues((before) => ({ ...before, ...change }));
    // A message goes as soon as its field is touched; the others stay.
    setErrors((before) => {
      const touched = Object.keys(change).map((key) => `/${key}`);
      const left = Object.entries(before).filter(
        ([pointer]) => !touched.some((one) => pointer === one || (pointer.startsWith(`${one}/`) && !(one === '/values'))),
      );
      return left.length === Object.keys(before).length ? before : Object.fromEntries(left);
    });
  }, []);

  const reset = useCallback((next?: V, nextVersion?: number) => {
    const to = next ?? latest.current.initial;
    setValues(to);
    setBase(to);
    setVersion(nextVersion ?? latest.current.version ?? 0);
    setErrors({});
    setInTheWay(null);
    setFailure(null);
    setConflict(null);
  }, []);

  const save = useCallback(async () => {
    if (busy) return;
    const { check, submit, done, reload, rename = (pointer: string) => pointer } = latest.current;
    const found = check?.(values) ?? {};
    setErrors(found);
    setInTheWay(null);
    setFailure(null);
    if (Object.keys(found).length > 0) {
      setRefusals((count) => count + 1);
      return;
    }
    setBusy(true);
    try {
      const result = await submit(values, version);
      setConflict(null);
      setBase(values);
      done?.(result);
    } catch (error) {
      if (isProblem(error, 'precondition_failed') && reload) {
        try {
          const now = await reload();
          setConflict({ base, theirs: now.values, version: now.version });
        } catch (reloadError) {
          setFailure(reloadError);
        }
      } else {
        const fields = Object.fromEntries(Object.entries(errorsOf(error)).map(([pointer, message]) => [rename(pointer), message]));
        setErrors(fields);
        setInTheWay(error instanceof ProblemError ? (error.problem.customer ?? null) : null);
        if (Object.keys(fields).length === 0) setFailure(error);
      }
      setRefusals((count) => count + 1);
    } finally {
      setBusy(false);
    }
  }, [base, busy, values, version]);

  const resolve = useCallback(
    (whose: 'mine' | 'theirs') => {
      if (!conflict) return;
      setBase(conflict.theirs);
      setVersion(conflict.version);
      const { merge } = latest.current;
      if (whose === 'theirs') setValues(conflict.theirs);
      else if (merge) setValues(merge({ base: conflict.base, theirs: conflict.theirs, mine: values }));
      else {
        // Mine wins only where I changed something; the rest follows what stands now.
        const mine = Object.entries(values as Record<string, unknown>).filter(
          ([key, value]) => !same(value, (conflict.base as Record<string, unknown>)[key]),
        );
        setValues({ ...conflict.theirs, ...(Object.fromEntries(mine) as Partial<V>) });
      }
      setConflict(null);
    },
    [conflict, values],
  );

  const inputId = useCallback((pointer: string) => `${formId}${pointer.replace(/[^\w]/g, '-')}`, [formId]);

  return { values, set, reset, dirty, busy, errors, inTheWay, failure, conflict, resolve, save, inputId, refusals };
}
