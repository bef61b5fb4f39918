import { newKey, patch, post } from './http';
import type { Field, FieldSubject, FieldType, Id, Label } from './types';

export { fieldsQuery } from './reference';

export const fieldsKey = ['fields'] as const;

export const FIELD_TYPES: readonly FieldType[] = [
  'text',
  'long_text',
  'choice',
  'multi_choice',
  'yes_no',
  'date',
  'number',
  'money',
  'phone',
  'email',
  'url',
  'person',
  'region',
  'industry',
  'credit_code',
  'id_number',
  'postcode',
];

export const hasOptions = (type: FieldType): boolean => type === 'choice' || type === 'multi_choice';
