import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsQuery } from '@/api/reference';
import type { Import } from '@/api/import';
import type { Field } from '@/api/types';
import { useI18n, type Translate } from '@/i18n';

/** Where columns can go that is no field of the catalogue. */
const OF_CUSTOMER = ['name', 'code', 'phone', 'region.province', 'region.city', 'region.county'] as const;
const OF_CONTACT = ['contact.name', 'contact.phone'] as const;

export interface TargetOption {
  value: string;
  label: string;
}

export interface Targets {
  groups: { label: string; options: TargetOption[] }[];
  /** The name of a target. */
  name: (target: string) => string;
  ready: boolean;
}

/** Everything a column can be imported as. */
export function useTargets(): Targets {
  const { t, maybe, locale } = useI18n();
  const customer = useQuery(fieldsQuery('customer'));
  const contact = useQuery(fieldsQuery('contact'));
  return useMemo(() => {
    const special = (target: string): TargetOption => ({ value: target, label: maybe(`import.target_${target.replace('.', '_')}`) ?? target });
    const of = (fields: readonly Field[] | undefined, prefix: string): TargetOption[] =>
      (fields ?? []).filter((field) => field.active).map((field) => ({ value: `${prefix}${field.key}`, label: field.label[locale] || field.label.zh }));
    const own = [...OF_CUSTOMER.map(special), ...of(customer.data?.items, '')];
    const theirs = [...OF_CONTACT.map(special), ...of(contact.data?.items, 'contact.')].map((option) =>
      option.value.startsWith('contact.name') || option.value === 'contact.phone'
        ? option
        : { ...option, label: t('import.of_contact', { field: option.label }) },
    );
    const names = new Map([...own, ...theirs].map((option) => [option.value, option.label]));
    return {
      groups: [
        { label: t('import.targets_customer'), options: own },
        { label: t('import.targets_contact'), options: theirs },
      ],
      name: (target) => names.get(target) ?? target,
      ready: Boolean(customer.data && contact.data),
    };
  }, [customer.data, contact.data, locale, t, maybe]);
}

/** The name of a sheet; of a further table on it, with the column where that begins. */
export function sheetName(sheet: Import['sheets'][number], t: Translate): string {
  if (typeof sheet.from_column !== 'number') return sheet.name;
  return t('import.sheet_beside', { name: sheet.name, column: columnLetter(sheet.from_column) });
}

/** A, B … Z, AA: as the spreadsheet names its columns. */
export function columnLetter(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}
