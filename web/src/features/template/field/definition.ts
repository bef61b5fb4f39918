// A field's definition as the form has it, and as the server takes it.

import { hasOptions, type CatalogueField, type FieldChange, type FieldInput, type OptionInput } from '@/api/field';
import type { FieldSubject, FieldType, Label } from '@/api/types';
import { parseYuan, yuanText } from '@/shared/text/format';

export interface OptionRow {
  /** Absent until it is saved. */
  key?: string;
  zh: string;
  en: string;
  retired: boolean;
}

export interface Definition {
  zh: string;
  en: string;
  field_type: FieldType;
  subject: FieldSubject;
  kinds: FieldInput['kinds'];
  group: string;
  options: OptionRow[];
  unit_zh: string;
  unit_en: string;
  help_zh: string;
  help_en: string;
  filterable: boolean;
  sensitive: boolean;
  min: string;
  max: string;
  decimals: number;
  department_id: string | null;
  active: boolean;
}

export const isBounded = (type: FieldType): boolean => type === 'number' || type === 'money' || type === 'date';

/** Types into which a field can change because everything stored under it still reads. */
export const CAN_BECOME: Partial<Record<FieldType, readonly FieldType[]>> = {
  choice: ['multi_choice'],
  text: ['long_text'],
  number: ['text'],
  date: ['text'],
  phone: ['text'],
  email: ['text'],
  url: ['text'],
  credit_code: ['text'],
  postcode: ['text'],
};

/** Sensitive values and long texts stand in no index, so nothing can filter by them. */
export const canFilter = ({ field_type, sensitive }: Pick<Definition, 'field_type' | 'sensitive'>): boolean =>
  field_type !== 'long_text' && field_type !== 'id_number' && !sensitive;

const shownBound = (field: CatalogueField, bound: string | null): string =>
  bound === null ? '' : field.field_type === 'money' && /^-?\d+$/.test(bound) ? yuanText(Number(bound)) : bound;

export function definitionOf(field: CatalogueField): Definition {
  return {
    zh: field.label.zh,
    en: field.label.en,
    field_type: field.field_type,
    subject: field.subject,
    kinds: field.kinds,
    group: field.group,
    options: field.options.map((option) => ({ key: option.key, zh: option.label.zh, en: option.label.en, retired: option.retired })),
    unit_zh: field.unit?.zh ?? '',
    unit_en: field.unit?.en ?? '',
    help_zh: field.help?.zh ?? '',
    help_en: field.help?.en ?? '',
    filterable: field.filterable,
    sensitive: field.sensitive,
    min: shownBound(field, field.min),
    max: shownBound(field, field.max),
    decimals: field.decimals,
    department_id: field.department_id,
    active: field.active,
  };
}

export const emptyDefinition = (subject: FieldSubject, department: string | null): Definition => ({
  zh: '',
  en: '',
  field_type: 'text',
  subject,
  kinds: 'both',
  group: subject === 'contact' ? 'contact_custom' : 'custom',
  options: [
    { zh: '', en: '', retired: false },
    { zh: '', en: '', retired: false },
  ],
  unit_zh: '',
  unit_en: '',
  help_zh: '',
  help_en: '',
  filterable: true,
  sensitive: false,
  min: '',
  max: '',
  decimals: 2,
  department_id: department,
  active: true,
});

const label = (zh: string, en: string): Label | null => (zh.trim() || en.trim() ? { zh, en } : null);

const bound = (type: FieldType, text: string): string | null => {
  const clean = text.trim();
  if (!clean || !isBounded(type)) return null;
  if (type !== 'money') return clean;
  const fen = parseYuan(clean);
  // What is no amount goes as it is, so that the server says so.
  return fen === null ? clean : String(fen);
};

/** Rows nobody wrote in are no options. */
export const written = (options: readonly OptionRow[]): OptionRow[] => options.filter((one) => one.key !== undefined || one.zh.trim() !== '' || one.en.trim() !== '');

export function inputOf(values: Definition): FieldInput {
  const options: OptionInput[] = written(values.options).map(({ key, zh, en, retired }) => ({ ...(key === undefined ? {} : { key }), label: { zh, en }, retired }));
  return {
    subject: values.subject,
    kinds: values.subject === 'contact' ? 'both' : values.kinds,
    field_type: values.field_type,
    label: { zh: values.zh, en: values.en },
    ...(hasOptions(values.field_type) ? { options } : {}),
    group: values.group,
    unit: values.field_type === 'number' ? label(values.unit_zh, values.unit_en) : null,
    help: label(values.help_zh, values.help_en),
    filterable: values.filterable && canFilter(values),
    sensitive: values.sensitive,
    min: bound(values.field_type, values.min),
    max: bound(values.field_type, values.max),
    ...(values.field_type === 'number' ? { decimals: values.decimals } : {}),
    department_id: values.department_id,
  };
}

/** A change says everything but whose fact it is, which stays. */
export function changeOf(input: FieldInput, active: boolean): FieldChange {
  const change: FieldChange & Partial<Pick<FieldInput, 'subject'>> = { ...input, active };
  delete change.subject;
  return change;
}
