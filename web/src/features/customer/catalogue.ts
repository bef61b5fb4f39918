import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cardTemplateQuery, cardTemplatesQuery, type CardGroup, type CardTemplate } from '@/api/cardTemplate';
import { fieldsQuery } from '@/api/reference';
import type { Customer } from '@/api/customer';
import type { Field, FieldSubject, FieldValue, Label } from '@/api/types';

const byKey = (fields: readonly Field[] | undefined): ReadonlyMap<string, Field> => new Map((fields ?? []).map((field) => [field.key, field]));

/** The fields of a subject by key; empty while they are on their way. */
export function useFields(subject: FieldSubject): ReadonlyMap<string, Field> {
  const { data } = useQuery(fieldsQuery(subject));
  return useMemo(() => byKey(data?.items), [data]);
}

/** Code of a card template → its name. */
export function useTemplateName(): (code: string) => string | undefined {
  const { data } = useQuery(cardTemplatesQuery);
  return useMemo(() => {
    const names = new Map(data?.items.map((one) => [one.code, one.name]));
    return (code) => names.get(code);
  }, [data]);
}

/** A field in its place on the card. */
export interface PlacedField {
  field: Field;
  required: boolean;
  expected: boolean;
}

export interface PlacedGroup {
  key: string;
  label: Label;
  fields: PlacedField[];
}

/** The groups of a card with the fields themselves; hidden fields and fields of the other kind left out. */
export function placed(groups: readonly CardGroup[], fields: ReadonlyMap<string, Field>, kind: Customer['kind'] | null): PlacedGroup[] {
  return groups
    .map((group) => ({
      key: group.key,
      label: { zh: group.label.zh, en: group.label.en ?? '' },
      fields: group.fields.flatMap(({ key, required, expected, hidden }) => {
        const field = fields.get(key);
        const fits = field?.active && (kind === null || field.kinds === 'both' || field.kinds === kind);
        return field && fits && !hidden ? [{ field, required, expected }] : [];
      }),
    }))
    .filter((group) => group.fields.length > 0);
}

export const isBlank = (value: FieldValue | undefined): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

export interface Card {
  template: CardTemplate;
  /** The facts on the customer, then (under the key `other`) those on file that the card has no place for. */
  groups: PlacedGroup[];
  contact: PlacedGroup[];
  fields: ReadonlyMap<string, Field>;
  contactFields: ReadonlyMap<string, Field>;
}

/** Everything needed to lay out a customer's card as its department has arranged it. */
export function useCard(customer: Pick<Customer, 'template' | 'kind' | 'values'> & { department: { id: string } | null }): {
  card: Card | null;
  error: unknown;
  retry: () => void;
} {
  const results = useQueries({
    queries: [cardTemplateQuery(customer.template, customer.department?.id ?? null), fieldsQuery('customer'), fieldsQuery('contact')],
  });
  const [template, own, contact] = results;
  const card = useMemo<Card | null>(() => {
    if (!template.data || !own.data || !contact.data) return null;
    const fields = byKey(own.data.items);
    const contactFields = byKey(contact.data.items);
    const groups = placed(template.data.groups, fields, customer.kind);
    const shown = new Set(groups.flatMap((group) => group.fields.map(({ field }) => field.key)));
    const rest = [...fields.values()].filter((field) => !shown.has(field.key) && !isBlank(customer.values[field.key]));
    return {
      template: template.data,
      groups:
        rest.length > 0
          ? [...groups, { key: 'other', label: { zh: '', en: '' }, fields: rest.map((field) => ({ field, required: false, expected: false })) }]
          : groups,
      contact: placed(template.data.contact, contactFields, null),
      fields,
      contactFields,
    };
  }, [template.data, own.data, contact.data, customer.kind, customer.values]);
  return {
    card,
    error: results.find((one) => one.error)?.error ?? null,
    retry: () => results.forEach((one) => void (one.error && one.refetch())),
  };
}
