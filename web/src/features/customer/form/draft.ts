import type { ContactDraft, CustomerInput } from '@/api/customer';
import type { CustomerKind, FieldValue, FieldValues } from '@/api/types';
import { isBlank } from '../catalogue';

/** What the form holds; its keys are the server's pointers without the slash before them. */
export interface Draft {
  name: string;
  owner_id: string | null;
  contacts: ContactDraft[];
  [fact: `values/${string}`]: FieldValue;
}

export const factOf = (field: string): `values/${string}` => `values/${field}`;

export const emptyContact = (): ContactDraft => ({ name: '', values: {}, primary: false });

const said = (values: FieldValues): FieldValues => Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));

const isSaid = (contact: ContactDraft): boolean => contact.name.trim() !== '' || Object.keys(said(contact.values)).length > 0;

/** The draft as the server takes it: of the facts those that the card has, of the contacts those that say something. */
export function inputOf(draft: Draft, kind: CustomerKind, template: string, fields: ReadonlySet<string>): CustomerInput {
  const values: FieldValues = {};
  for (const [key, value] of Object.entries(draft)) {
    const field = key.startsWith('values/') ? key.slice('values/'.length) : null;
    if (field && fields.has(field)) values[field] = value as FieldValue;
  }
  return {
    kind,
    name: draft.name.trim(),
    template,
    ...(draft.owner_id ? { owner_id: draft.owner_id } : {}),
    values: said(values),
    contacts: draft.contacts.filter(isSaid).map((contact) => ({ ...contact, name: contact.name.trim(), values: said(contact.values) })),
  };
}

/** The server counts the contacts it got; the form also has empty ones. */
export function contactPointer(draft: Draft, pointer: string): string {
  const match = /^\/contacts\/(\d+)(.*)$/.exec(pointer);
  if (!match) return pointer;
  const places = draft.contacts.flatMap((contact, index) => (isSaid(contact) ? [index] : []));
  return `/contacts/${places[Number(match[1])] ?? match[1]}${match[2] ?? ''}`;
}
