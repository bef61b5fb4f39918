import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsQuery } from '@/api/reference';
import type { Field } from '@/api/types';
import { useI18n } from '@/i18n';

/** Fields named in a row, at most; of more the first ones and their number. */
const SHOWN = 3;

/** Keys of fields → their names, in one text. */
export function useFieldNames(enabled: boolean): (keys: readonly string[]) => string {
  const { t, maybe, locale } = useI18n();
  const own = useQuery({ ...fieldsQuery('customer'), enabled });
  const contact = useQuery({ ...fieldsQuery('contact'), enabled });
  const names = useMemo(() => {
    const known = new Map<string, Field>();
    for (const field of [...(contact.data?.items ?? []), ...(own.data?.items ?? [])]) known.set(field.key, field);
    return known;
  }, [own.data, contact.data]);
  return (keys) => {
    const texts = [...new Set(keys)].flatMap((key) => names.get(key)?.label[locale] ?? maybe(`workbench.field_${key}`) ?? []);
    if (texts.length === 0) return t('workbench.the_file');
    const first = texts.slice(0, SHOWN).join(t('common.list_comma'));
    return texts.length > SHOWN ? t('workbench.fields_more', { fields: first, count: texts.length }) : first;
  };
}
