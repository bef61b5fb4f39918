import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { loadDictionary, loadPages } from './load';
import type { MessageKey } from './messages';
import { format, type Dictionary, type Locale, type Params } from './translate';

export type { MessageKey } from './messages';
export type { Locale, Params } from './translate';

export type Translate = (key: MessageKey, params?: Params) => string;

interface I18n {
  locale: Locale;
  t: Translate;
  /** For keys that come from data (error codes, kinds): the text, or `undefined` when there is none. */
  maybe: (key: string, params?: Params) => string | undefined;
  setLocale: (locale: Locale) => void;
}

const STORED = 'kedang.locale';

/** The language before anybody is signed in: the last one used here, else the browser's. */
export function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  if (stored === 'zh' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh' : 'en';
}

let current: { locale: Locale; dictionary: Dictionary; whole: boolean } = { locale: 'zh', dictionary: {}, whole: false };
const readers = new Set<() => void>();

/** Fetches the messages of the pages behind the first one; a page waits for them before it shows. */
export async function prepareRest(): Promise<void> {
  const { locale, whole } = current;
  if (whole) return;
  const pages = await loadPages(locale);
  if (current.locale !== locale || current.whole) return;
  current = { locale, dictionary: { ...current.dictionary, ...pages }, whole: true };
  for (const tell of readers) tell();
}

/** The language in use, for code outside components (calls to the server, formatting). */
export const currentLocale = (): Locale => current.locale;

/** Translates outside components. Inside components use `useT`, which re-renders on a change. */
export const translate: Translate = (key, params) =>
  format(current.dictionary[key] ?? key, current.locale, params);

/** Fetches a language's messages before the first render. */
export async function prepare(locale: Locale): Promise<void> {
  current = { locale, dictionary: await loadDictionary(locale), whole: false };
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
}

const Context = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState(current);

  const setLocale = useCallback((locale: Locale) => {
    localStorage.setItem(STORED, locale);
    if (locale === current.locale) return;
    void prepare(locale)
      .then(prepareRest)
      .then(() => setState(current));
  }, []);

  useEffect(() => {
    const read = () => setState(current);
    readers.add(read);
    // The first page is there: what the next one says is fetched meanwhile.
    void prepareRest();
    return () => void readers.delete(read);
  }, []);

  useEffect(() => {
    document.title = state.dictionary['common.product'] ?? document.title;
  }, [state]);

  const value = useMemo<I18n>(
    () => ({
      locale: state.locale,
      t: (key, params) => format(state.dictionary[key] ?? key, state.locale, params),
      maybe: (key, params) => {
        const message = state.dictionary[key];
        return message === undefined ? undefined : format(message, state.locale, params);
      },
      setLocale,
    }),
    [state, setLocale],
  );

  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = use(Context);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}

export const useT = (): Translate => useI18n().t;
