import { expect, test } from 'vitest';
import { pace, sampled, type Sample } from './pace';

test('the pace follows the last seconds', () => {
  let samples: Sample[] = [];
  samples = sampled(samples, { at: 0, written: 0 });
  expect(pace(samples, 1000)).toBeNull();
  samples = sampled(samples, { at: 1000, written: 200 });
  expect(pace(samples, 1000)).toEqual({ rate: 200, left: 4 });
  samples = sampled(samples, { at: 20_000, written: 400 });
  expect(samples).toEqual([{ at: 20_000, written: 400 }]);
  expect(pace(samples, 1000)).toBeNull();
});

test('standing still adds nothing', () => {
  const samples = sampled([{ at: 0, written: 5 }], { at: 700, written: 5 });
  expect(samples).toEqual([{ at: 0, written: 5 }]);
});
