import type { Dictionary, Locale } from './translate';

/** What the first page needs: one chunk for each language; only the one in use is fetched. */
export async function loadDictionary(locale: Locale): Promise<Dictionary> {
  return locale === 'zh' ? (await import('./dictionary.zh')).default : (await import('./dictionary.en')).default;
}

/** What all other pages need besides. */
export async function loadPages(locale: Locale): Promise<Dictionary> {
  return locale === 'zh' ? (await import('./pages.zh')).default : (await import('./pages.en')).default;
}
