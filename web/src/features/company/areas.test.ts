import { expect, test } from 'vitest';
import { PERMISSIONS } from '@/api/types';
import { AREAS, permissionsOf } from './areas';

test('every permission stands in the matrix, once', () => {
  expect(AREAS.flatMap((area) => permissionsOf(area)).sort()).toEqual([...PERMISSIONS].sort());
});
