import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

export type CardField = Schemas['CardField'];
export type CardGroup = Schemas['CardGroup'];
export type CardTemplateSummary = Schemas['CardTemplateSummary'];
/** `contact`: the facts on each contact; empty where the customer is the person. */
export type CardTemplate = Schemas['CardTemplate'];

const FRESH = 5 * 60_000;

export const cardTemplatesQuery = queryOptions({
  queryKey: ['card-templates'],
  queryFn: ({ signal }) => data(api.GET('/api/v1/card-templates', { signal })),
  staleTime: FRESH,
});

/** A card as a department has arranged it; without a department, as the caller's has. */
export const cardTemplateQuery = (code: string, department: Id | null = null) =>
  queryOptions({
    queryKey: ['card-templates', code, department],
    queryFn: ({ signal }) => data(api.GET('/api/v1/card-templates/{code}', { params: { path: { code }, query: department ? { department } : {} }, signal })),
    staleTime: FRESH,
    enabled: code !== '',
  });
