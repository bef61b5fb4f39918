import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { get, newKey, patch, post } from './http';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Field, FieldSubject, FieldType, Id, Label, Page } from './types';

type Schemas = components['schemas'];

export { fieldsQuery } from './reference';

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

export type FieldGroup = Sent<Schemas['FieldGroup']>;

/** A field with what only its definition needs. */
export type CatalogueField = Omit<Sent<Schemas['Field']>, 'version'> & {
  /** Of an own field only. */
  version?: number;
};

export interface Catalogue extends Page<CatalogueField> {
  groups: FieldGroup[];
}

/** Every field, those put away too, and the groups in which they stand. */
export const catalogueQuery = queryOptions({
  queryKey: ['fields', 'catalogue'],
  queryFn: ({ signal }) => get<Catalogue>('/fields', { inactive: true }, signal),
  staleTime: 60_000,
});

export interface OptionInput {
  /** Absent for a new option: the server makes it from the label. */
  key?: string;
  label: Label;
  retired: boolean;
}

export interface FieldInput {
  subject: FieldSubject;
  kinds: Field['kinds'];
  field_type: FieldType;
  label: Label;
  options?: OptionInput[];
  group: string;
  unit: Label | null;
  help: Label | null;
  filterable: boolean;
  sensitive: boolean;
  min: string | null;
  max: string | null;
  decimals?: number;
  department_id: Id | null;
}

export type FieldChange = Partial<Omit<FieldInput, 'subject'>> & { active?: boolean };

export const createField = (input: FieldInput, key = newKey()): Promise<CatalogueField> =>
  post('/fields', input, { idempotencyKey: key });
export const changeField = (key: string, change: FieldChange, version: number): Promise<CatalogueField> =>
  patch(`/fields/${key}`, change, version);

/** A changed definition shows at once in forms, lists, filters and imports. */
export async function refreshFields(client: QueryClient): Promise<void> {
  await Promise.all([client.invalidateQueries({ queryKey: ['fields'] }), client.invalidateQueries({ queryKey: ['card-templates'] })]);
}
