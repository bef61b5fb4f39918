import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';

export type Quality = components['schemas']['Quality'];
export type QualityFigures = components['schemas']['QualityFigures'];

export const qualityQuery = queryOptions({
  queryKey: ['quality'] as const,
  queryFn: ({ signal }) => data(api.GET('/api/v1/quality', { signal })),
});
