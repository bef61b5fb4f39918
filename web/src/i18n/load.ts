import type { Dictionary, Locale } from './translate';

/** One chunk for each language; only the one in use is fetched. */
export async function loadDictionary(locale: Locale): Promise<Dictionary> {
  return locale === 'zh' ? (await import('./dictionary.zh')).default : (await import('./dictionary.en')).default;
}
