import { expect, test } from 'vitest';
import type { CardRow } from '@/api/card';
import { grouped } from './grouped';

const card = (id: string, group: CardRow['group']): CardRow =>
  ({ id, name: id, primary: false, values: {}, group, customer: { id: 'c', code: 'KH0000001', kind: 'organization', name: '客户', owner: { id: 'p', name: '王敏' }, region: null, industry: null } });

test('neighbours of one province stand under one heading, the unknown at the end', () => {
  const beijing = { code: '110000', name: '北京市' };
  const jiangsu = { code: '320000', name: '江苏省' };
  const groups = grouped([card('a', beijing), card('b', jiangsu), card('c', jiangsu), card('d', null)]);
  expect(groups.map((group) => [group.name, group.cards.map((one) => one.id)])).toEqual([
    ['北京市', ['a']],
    ['江苏省', ['b', 'c']],
    [null, ['d']],
  ]);
  expect(grouped([])).toEqual([]);
});
