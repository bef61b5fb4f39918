import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Id, Label, Page } from './types';

export interface CardField {
  key: string;
  /** The card is not saved without it. */
  required: boolean;
  /** The card is not complete without it. */
  expected?: boolean;
  hidden: boolean;
}

export interface CardGroup {
  key: string;
  label: Label;
  fields: CardField[];
}

export interface CardTemplateSummary {
  code: string;
  name: string;
  kind: 'both' | 'organization' | 'individual';
  department_id: Id | null;
  builtin: boolean;
  active?: boolean;
}

export interface CardTemplate extends CardTemplateSummary {
  groups: CardGroup[];
  /** The facts on each contact; empty where the customer is the person. */
  contact: CardGroup[];
}

const FRESH = 5 * 60_000;

export const cardTemplatesQuery = queryOptions({
  queryKey: ['card-templates'],
  queryFn: ({ signal }) => get<Page<CardTemplateSummary>>('/card-templates', {}, signal),
  staleTime: FRESH,
});

/** A card as a department has arranged it; without a department, as the caller's has. */
export const cardTemplateQuery = (code: string, department: Id | null = null) =>
  queryOptions({
    queryKey: ['card-templates', code, department],
    queryFn: ({ signal }) => get<CardTemplate>(`/card-templates/${code}`, { department }, signal),
    staleTime: FRESH,
    enabled: code !== '',
  });
