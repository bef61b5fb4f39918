import { expect, test } from 'vitest';
import { listFilters } from './links';

test('instants become the days that begin with them', () => {
  const figure = { count: 1, capped: false, filter: ['last_contact_at:present', 'last_contact_at:lt:2026-08-24T16:00:00.000Z', 'owner:eq:me'] };
  expect(listFilters(figure, 'Asia/Shanghai')).toEqual(['last_contact_at:present', 'last_contact_at:lt:2026-08-25', 'owner:eq:me']);
});
