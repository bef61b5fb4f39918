import { UserRoundPlus, UsersRound } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  {
    to: '/people',
    label: 'people.title',
    icon: UsersRound,
    group: 'house',
    needs: ['person.manage', 'department.manage'],
    also: ['/departments', '/posts'],
  },
];

export const create: readonly CreateEntry[] = [
  { to: '/people?open=new', label: 'people.new', icon: UserRoundPlus, needs: ['person.manage'] },
];
