import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cardTemplatesQuery } from '@/api/cardTemplate';
import { fieldsQuery } from '@/api/reference';
import type { Field, FieldType } from '@/api/types';
import { useI18n } from '@/i18n';
import { labelText } from '@/shared/text/label';

/** How a filter on a field is put together. */
export type FilterShape = 'text' | 'number' | 'money' | 'date' | 'instant' | 'choice' | 'yes_no' | 'person' | 'department' | 'region' | 'industry' | 'marks' | 'name';

export interface FilterField {
  key: string;
  label: string;
  /** The heading it stands under in the menu. */
  group: string;
  shape: FilterShape;
  options: readonly { value: string; label: string }[];
  unit?: string | undefined;
  /** May be unknown: "not filled in" and "filled in" can be asked. */
  blank: boolean;
  /** Asked by the search box alone. */
  boxOnly?: true;
}

const SHAPE: Partial<Record<FieldType, FilterShape>> = {
  number: 'number',
  money: 'money',
  date: 'date',
  choice: 'choice',
  multi_choice: 'choice',
  yes_no: 'yes_no',
  person: 'person',
  region: 'region',
  industry: 'industry',
};

/** Everything that the list can be filtered by: what every customer has, then the catalogue. */
export function useFilterFields(): ReadonlyMap<string, FilterField> {
  const { t, locale, maybe } = useI18n();
  const { data } = useQuery(fieldsQuery('customer'));
  const templates = useQuery(cardTemplatesQuery).data;

  return useMemo(() => {
    const system = (key: string, label: string, shape: FilterShape, more: Partial<FilterField> = {}): FilterField => ({
      key,
      label,
      shape,
      group: t('customer_list.group_file'),
      options: [],
      blank: false,
      ...more,
    });
    const own = (field: Field): FilterField => ({
      key: field.key,
      label: labelText(field.label, locale),
      shape: SHAPE[field.field_type] ?? 'text',
      group: maybe(`customer.group_${field.group}`) ?? t('customer.group_custom'),
      options: field.options.map((option) => ({ value: option.key, label: labelText(option.label, locale) })),
      unit: field.unit ? labelText(field.unit, locale) : undefined,
      blank: true,
    });
    const all = [
      system('owner', t('customer.owner'), 'person'),
      system('department', t('customer.department'), 'department'),
      system('name', t('customer.name'), 'name'),
      system('kind', t('customer.kind'), 'choice', {
        options: (['organization', 'individual'] as const).map((kind) => ({ value: kind, label: t(`customer.kind_${kind}`) })),
      }),
      system('template', t('customer.template'), 'choice', {
        options: (templates?.items ?? []).map((one) => ({ value: one.code, label: one.name })),
      }),
      system('last_contact_at', t('customer.last_contact'), 'instant', { blank: true }),
      system('updated_at', t('customer.updated'), 'instant'),
      system('created_at', t('customer.created'), 'instant'),
      system('words', t('customer_list.words'), 'name', { boxOnly: true }),
      system('code', t('customer.code'), 'name', { boxOnly: true }),
      system('contact', t('customer_list.contact'), 'name', { boxOnly: true }),
      system('phone', t('customer_list.phone'), 'name', { boxOnly: true }),
      system('completeness', t('customer.completeness'), 'number', { unit: '%' }),
      system('uncertain', t('customer.uncertain'), 'marks'),
      ...(data?.items ?? []).filter((field) => field.filterable && field.active).map(own),
    ];
    return new Map(all.map((field) => [field.key, field]));
  }, [data, templates, t, locale, maybe]);
}
