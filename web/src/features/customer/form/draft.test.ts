import { expect, test } from 'vitest';
import { contactPointer, emptyContact, inputOf, type Draft } from './draft';

const draft: Draft = {
  name: '  华北泵业集团有限公司 ',
  owner_id: null,
  contacts: [emptyContact(), { name: '李工', values: { mobile: '13812345678', post: '' }, primary: true }, { name: '', values: { mobile: '1' }, primary: false }],
  'values/credit_code': '91350100M000100Y43',
  'values/fax': null,
  'values/sex': 'male',
};

test('what says nothing is not sent, nor what the card has no place for', () => {
  expect(inputOf(draft, 'organization', 'company', new Set(['credit_code', 'fax']))).toEqual({
    kind: 'organization',
    name: '华北泵业集团有限公司',
    template: 'company',
    values: { credit_code: '91350100M000100Y43' },
    contacts: [
      { name: '李工', values: { mobile: '13812345678' }, primary: true },
      { name: '', values: { mobile: '1' }, primary: false },
    ],
  });
});

test('a mistake in a contact is shown at the contact that was sent', () => {
  expect(contactPointer(draft, '/contacts/0/values/mobile')).toBe('/contacts/1/values/mobile');
  expect(contactPointer(draft, '/contacts/1/name')).toBe('/contacts/2/name');
  expect(contactPointer(draft, '/values/fax')).toBe('/values/fax');
});
