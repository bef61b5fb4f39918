import { UserRoundPlus, UsersRound } from 'lucide-react';
import type { CreateEntry, NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [
  {
    to: '/people',
    label: 'nav.people',
    icon: UsersRound,
    group: 'house',
    needs: ['person.manage', 'department.manage', 'clearance.manage'],
    also: ['/departments', '/posts'],
  },
];

export const create: readonly CreateEntry[] = [
  { to: '/people?open=new', label: 'nav.people_new', icon: UserRoundPlus, needs: ['person.manage'] },
];
