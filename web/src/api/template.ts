import { queryOptions } from '@tanstack/react-query';
import { get, newKey, patch, post } from './http';
import type { components } from './schema';
import type { Sent } from './sent';
import type { Id, Label, Page } from './types';

type Schemas = components['schemas'];

/** The company's own level, in place of a department. */
export const COMPANY_LEVEL = 'company';

export type TemplateSummary = Sent<Schemas['CardTemplateSummary']>;
export type TemplateField = Sent<Schemas['CardField']>;
export type TemplateGroup = Sent<Schemas['CardGroup']>;
/** A card as it holds at a level: hidden fields are on it, marked. */
export type Template = Sent<Schemas['CardTemplate']>;

const key = ['card-templates'] as const;

export const templatesQuery = queryOptions({
  queryKey: [...key, 'all'],
  queryFn: ({ signal }) => get<Page<TemplateSummary>>('/card-templates', {}, signal),
  staleTime: 60_000,
});

/** `level`: a department, or [`COMPANY_LEVEL`]. */
export const templateQuery = (code: string, level: string) =>
  queryOptions({
    queryKey: [...key, 'level', code, level],
    queryFn: ({ signal }) => get<Template>(`/card-templates/${code}`, { department: level }, signal),
    staleTime: 60_000,
  });

export interface PlacedFields {
  key: string;
  fields: { key: string; required: boolean; hidden: boolean }[];
}

export interface TemplateChange {
  department_id: Id | null;
  label?: Label;
  active?: boolean;
  groups?: PlacedFields[];
  contact?: PlacedFields[];
}

export const changeTemplate = (code: string, change: TemplateChange, version: number): Promise<Template> =>
  patch(`/card-templates/${code}`, change, version);

export interface TemplateInput {
  label: Label;
  base: string;
  department_id: Id | null;
}

export const createTemplate = (input: TemplateInput, idempotencyKey = newKey()): Promise<Template> =>
  post('/card-templates', input, { idempotencyKey });
