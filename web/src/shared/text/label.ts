import type { Label } from '@/api/types';
import type { Locale } from '@/i18n';

/** A name that the company gave: in the page's language, in Chinese where there is no English one. */
export const labelText = (label: Label, locale: Locale): string => label[locale] || label.zh;
