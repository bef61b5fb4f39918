import type { CreateEntry, NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [];

export const create: readonly CreateEntry[] = [];
